# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Design spaces: the front, the store, and who does the work."""

import itertools
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest
from conftest import SYSTOLIC

import neurospector as ns
from neurospector import _explore, _runner


def area(machine):
    return machine.mac_units + machine["SCRATCHPAD.capacity"] / 1024


PARAMETERS = {
    "SCRATCHPAD.capacity": ["4 KiB", "16 KiB", "64 KiB"],
    "ROWS.size": [2, 4, 8],
    "COLUMNS.size": [4, 16],
    "DRAM.bandwidth": [32, 64, 128],
}
DERIVED = {
    "SCRATCHPAD.energy": lambda m: 0.02 * m["SCRATCHPAD.capacity"] ** 0.5,
    "DRAM.energy": lambda m: 64 + m["DRAM.bandwidth"] / 8,
}


@pytest.fixture
def space(systolic):
    return ns.Space(systolic, PARAMETERS, derive=DERIVED)


def text(study):
    """All that a study says."""
    return study.to_pandas().to_csv()


def test_space(systolic):
    space = ns.Space(
        systolic,
        {"SCRATCHPAD.capacity": ["32 KiB", "64 KiB"], "ROWS.size": [8, 16]},
        where=lambda m: m["SCRATCHPAD.energy"] > 7 or m.mac_units > 128,
        derive={"SCRATCHPAD.energy": lambda m: m["SCRATCHPAD.capacity"] / 8192},
    )
    assert [tuple(design.parameters.values()) for design in space] == [
        ("32 KiB", 16),
        ("64 KiB", 8),
        ("64 KiB", 16),
    ]
    assert [design.machine["SCRATCHPAD.energy"] for design in space] == [4, 8, 8]
    assert repr(space) == (
        "<Space of 3 designs of systolic: SCRATCHPAD.capacity (2) x ROWS.size (2)>"
    )
    assert repr(space[0]) == "<Design 0: SCRATCHPAD.capacity=32 KiB, ROWS.size=16>"
    with pytest.raises(ns.Error, match="unknown key 'sizes', did you mean 'size'"):
        ns.Space(systolic, {"ROWS.sizes": [4]})
    with pytest.raises(ns.Error, match="'ROWS.size': expected a list of values"):
        ns.Space(systolic, {"ROWS.size": "16"})


def test_every_point_is_what_schedule_says(space, tiny):
    study = ns.explore(space, [tiny, "test_network"], ["energy", area], drop=False)
    for point in study.points[::7]:
        assert point.status == "proven"
        total = 0
        for network in study.networks:
            result = study.schedule(point, network.name)
            sums = (result.total_energy, result.total_cycles)
            assert point.networks[network.name] == sums
            total += result.total_energy
        assert point.objectives == {"energy": total, "area": area(point.machine)}


@pytest.mark.parametrize(
    "objectives", [("energy", "cycles"), ("edp", area), ("seconds", "energy", area)]
)
def test_front(space, tiny, objectives):
    """Nothing beats it, it beats all else, and dropping changes nothing."""
    whole = ns.explore(space, [tiny, "test_network"], objectives, drop=False)
    values = [tuple(point.objectives.values()) for point in whole]
    expected = {
        number
        for number, mine in enumerate(values)
        if not any(
            all(a <= b for a, b in zip(other, mine)) and other != mine
            for other in values
        )
    }
    assert {point.design.number for point in whole.pareto()} == expected
    quick = ns.explore(space, [tiny, "test_network"], objectives)
    assert [repr(p) for p in quick.pareto()] == [repr(p) for p in whole.pareto()]
    dropped = [point for point in quick if point.status == "dropped"]
    assert dropped
    for point in dropped:
        real = whole.points[point.design.number].objectives
        for name, bound in point.objectives.items():
            assert bound <= real[name]


def test_no_work_is_done_twice(space, tiny, tmp_path, monkeypatch):
    asked = []
    solve = _runner._solve

    def counting(tasks, *rest):
        asked.extend((t.machine.to_yaml(), l.bounds) for t in tasks for l in t.layers)
        return solve(tasks, *rest)

    monkeypatch.setattr(_runner, "_solve", counting)
    store = tmp_path / "study.sqlite"
    first = ns.explore(space, [tiny, "test_network"], store=store)
    assert asked
    assert len(set(asked)) == len(asked)
    asked.clear()
    assert text(ns.explore(space, [tiny, "test_network"], store=store)) == text(first)
    assert not asked
    # A name, or a frequency without static power, makes no other machine.
    still = ns.Machine.load(
        {
            "name": "still",
            "frequency": 100,
            "precision": 8,
            "levels": [{"memory": "DRAM", "energy": 3, "bandwidth": 64}],
        }
    )
    same = ns.Space(still, {"name": ["a", "b"], "frequency": [100, 200]})
    study = ns.explore(same, tiny, ["energy", "seconds"])
    assert len(asked) == 2
    fast, slow = study.points[1], study.points[0]
    assert fast.objectives["seconds"] == slow.objectives["seconds"] / 2


def test_infeasible_designs(systolic, tiny):
    space = ns.Space(systolic, {"ACCUMULATOR.steps": [{"K": 7}, {"K": 1}]})
    study = ns.explore(space, tiny)
    assert [point.status for point in study] == ["infeasible", "proven"]
    assert study.points[0].reason == (
        "layer 'conv': K=8 is no multiple of 7, the steps that ACCUMULATOR must take; "
        "change steps of ACCUMULATOR, or pad K"
    )
    assert len(study.pareto()) == 1
    assert "infeasible" in text(study)


def test_store_of_another_study_is_refused(space, systolic, tiny, tmp_path):
    store = tmp_path / "study.sqlite"
    ns.explore(space, tiny, store=store)
    other = ns.Space(systolic, {"ROWS.size": [2, 4]})
    with pytest.raises(ns.Error, match="is of another study: its parameters is"):
        ns.explore(other, tiny, store=store)
    without = ns.Space(systolic, PARAMETERS)
    with pytest.raises(ns.Error, match="is of another study: its designs is"):
        ns.explore(without, tiny, store=store)
    with pytest.raises(ns.Error, match="is of another study: its options is"):
        ns.explore(space, tiny, metric="cycle", store=store)
    with sqlite3.connect(store) as db:
        db.execute("""UPDATE study SET value = '"0.0.1"' WHERE key = 'version'""")
    with pytest.raises(ns.Error, match='its version is "0.0.1", not'):
        ns.explore(space, tiny, store=store)
    (tmp_path / "text").write_text("no database at all, but long enough to look at")
    with pytest.raises(ns.Error, match="file is not a database"):
        ns.explore(space, tiny, store=tmp_path / "text")


def test_errors(space, tiny):
    with pytest.raises(ns.Error, match="unknown objective 'energie': energy, cycles"):
        ns.explore(space, tiny, ["energie"])
    with pytest.raises(ns.Error, match="needs a name: use def, not lambda"):
        ns.explore(space, tiny, [lambda machine: 1])
    with pytest.raises(ns.Error, match="expected objectives with different names"):
        ns.explore(space, tiny, ["energy", "energy"])
    with pytest.raises(ns.Error, match="expected networks with different names"):
        ns.explore(space, [tiny, tiny])
    with pytest.raises(ns.Error, match="unknown metric 'x'"):
        ns.explore(space, tiny, metric="x")


KILLED = """
import sys
import time
import neurospector as ns
from neurospector import _runner

_runner.BATCH = 1
solve = _runner._solve
def slow(*arguments):
    print("at work", flush=True)
    time.sleep(0.2)
    return solve(*arguments)
_runner._solve = slow
space = ns.Space(sys.argv[1], {"ROWS.size": [1, 2, 3, 4, 6, 8, 12, 16]})
ns.explore(space, "resnet50", store=sys.argv[2], drop=False)
"""


def test_kill_and_resume(systolic, tmp_path, monkeypatch):
    store = tmp_path / "study.sqlite"
    arguments = [sys.executable, "-c", KILLED, str(SYSTOLIC), str(store)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
        for _ in range(4):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    space = ns.Space(systolic, {"ROWS.size": [1, 2, 3, 4, 6, 8, 12, 16]})
    with sqlite3.connect(store) as db:
        (found,) = db.execute("SELECT count(*) FROM optimum").fetchone()
    layers = len(ns.Network.load("resnet50"))
    # Three machines were finished; the fourth was in flight.
    assert found == 3 * layers
    asked = []
    solve = _runner._solve
    monkeypatch.setattr(
        _runner,
        "_solve",
        lambda tasks, *rest: asked.extend(tasks) or solve(tasks, *rest),
    )
    network = ns.Network.load("resnet50")
    resumed = ns.explore(space, network, store=store, drop=False)
    assert sum(len(task.layers) for task in asked) == 8 * layers - found
    assert text(resumed) == text(ns.explore(space, network, drop=False))


def test_same_study_from_any_executor(space, tiny):
    expected = text(ns.explore(space, [tiny, "test_network"]))
    with ThreadPoolExecutor(3) as threads:
        study = ns.explore(space, [tiny, "test_network"], executor=threads)
        assert text(study) == expected
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        study = ns.explore(space, [tiny, "test_network"], executor=processes)
        assert text(study) == expected
    assert text(ns.explore(space, [tiny, "test_network"], threads=1)) == expected


@pytest.mark.filterwarnings("ignore")
def test_dask_and_a_killed_worker(systolic, tmp_path):
    distributed = pytest.importorskip("distributed")
    space = ns.Space(systolic, {"ROWS.size": [2, 4, 8, 16], "COLUMNS.size": [4, 8, 16]})
    network = ns.Network.load("resnet50")
    expected = text(ns.explore(space, network))
    local = distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        local_directory=str(tmp_path),
    )
    with local as cluster, distributed.Client(cluster) as client:
        executor = client.get_executor()
        assert text(ns.explore(space, network, executor=executor)) == expected
        workers = list(client.run(os.getpid).values())
        store = tmp_path / "study.sqlite"
        options = {"store": store, "executor": executor, "drop": False}
        with ThreadPoolExecutor(1) as aside:
            running = aside.submit(ns.explore, space, network, **options)
            wait_for_rows(store)
            os.kill(workers[0], signal.SIGKILL)
            study = running.result(timeout=120)
        assert text(study) == text(ns.explore(space, network, drop=False))


def wait_for_rows(store):
    """Until some of a study is done."""
    for _ in range(1000):
        time.sleep(0.01)
        try:
            with sqlite3.connect(store) as db:
                if db.execute("SELECT count(*) FROM optimum").fetchone()[0]:
                    return
        except sqlite3.OperationalError:
            pass
    raise AssertionError("no work was done")


def fail(*arguments):
    raise OSError("the disk is full")


def test_error_of_a_worker(space, tiny, tmp_path, monkeypatch):
    """It is raised; what was done is kept."""
    solve, calls = _runner.solve_elsewhere, itertools.count()
    monkeypatch.setattr(
        _runner,
        "solve_elsewhere",
        lambda *a: solve(*a) if next(calls) < 5 else fail(*a),
    )
    store = tmp_path / "study.sqlite"
    with (
        ThreadPoolExecutor(1) as executor,
        pytest.raises(OSError, match="disk is full"),
    ):
        ns.explore(space, tiny, executor=executor, store=store)
    with sqlite3.connect(store) as db:
        assert db.execute("SELECT count(*) FROM optimum").fetchone()[0] >= 5


def test_study_is_shown(space, tiny, tmp_path):
    study = ns.explore(space, tiny, ["energy", "cycles"])
    assert repr(study).startswith("<Study of 54 designs (")
    assert "on the front" in study._repr_html_()
    study.save_html(tmp_path / "front.html")
    page = (tmp_path / "front.html").read_text()
    assert "<h1>tiny on systolic</h1>" in page
    assert 'id="parallel"' in page
    # Nothing is loaded from elsewhere.
    assert not re.search(r"<(script|link|img)[^>]* (src|href)=", page)
    frame = study.to_pandas()
    assert frame["pareto"].sum() == len(study.pareto())
    names = {trace.name for trace in study.plot().data}
    assert names == {"other designs", "Pareto front"}


def run_module(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "neurospector", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_study_from_a_file(systolic, tiny, tmp_path):
    (tmp_path / "machine.yaml").write_text(systolic.to_yaml())
    tiny.save(tmp_path / "tiny.jsonl")
    study = {
        "machine": "machine.yaml",
        "networks": ["tiny.jsonl", "test_network"],
        "parameters": {"ROWS.size": [2, 4], "SCRATCHPAD.capacity": ["4 KiB", "8 KiB"]},
        "objectives": ["energy", "cycles"],
        "metric": "edp",
        "store": "study.sqlite",
        "page": "front.html",
        "table": "designs.csv",
    }
    path = tmp_path / "study.yaml"
    path.write_text(json.dumps(study))
    done = run_module("explore", path)
    assert (done.returncode, done.stderr) == (0, "")
    expected = ns.explore(
        ns.Space(systolic, study["parameters"]), [tiny, "test_network"], metric="edp"
    )
    assert done.stdout.splitlines()[0] == repr(expected)
    table = (tmp_path / "designs.csv").read_text()
    assert table == expected.to_pandas().to_csv(index=False)
    assert (tmp_path / "front.html").stat().st_size > 1e6

    path.write_text(json.dumps(study | {"metrics": "edp"}))
    done = run_module("explore", path)
    assert done.returncode == 1
    assert "study.yaml: unknown key 'metrics': machine, parameters" in done.stderr


def test_front_of_points():
    points = [(1, 3), (2, 2), (2, 3), (3, 1), (3, 1), (4, 4)]
    assert _explore.front_of(points) == [(1, 3), (2, 2), (3, 1)]
