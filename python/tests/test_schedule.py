# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Searches and the analyzer: the same as the command."""

import json
import os
import pickle
import re
import signal
import threading
import time

import pytest
from conftest import SYSTOLIC

import neurospector as ns

MACHINES = ("eyeriss", "simba", "acc_1lv", SYSTOLIC)
NETWORKS = ("resnet50", "mobilenetv3-small", "squeezenet")


def without_seconds(text):
    return re.sub(r',"seconds":[^,}]*', "", text)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("network", NETWORKS)
def test_results_equal_the_command(machine, network, command):
    given = ns.Network.load(network), ns.Machine.load(machine)
    result = ns.schedule(*given, factors="perfect")
    printed = command(
        "-a", machine, "-n", network, "--factors=perfect", "--format=json"
    )
    assert without_seconds(result.to_jsonl()) == without_seconds(printed)
    lines = [json.loads(line) for line in printed.splitlines()]
    assert [layer.energy for layer in result] == [l["total_energy"] for l in lines]
    assert [layer.cycles for layer in result] == [l["total_cycle"] for l in lines]
    assert result.optimal
    read = ns.Result.from_jsonl(printed, machine)
    assert without_seconds(read.to_jsonl()) == without_seconds(printed)


@pytest.mark.parametrize(
    "options",
    [
        {"metric": "cycle"},
        {"metric": "cycle", "dataflow": "flexible"},
        {"metric": "edp", "optimizer": "bottom-up", "cost_model": "published"},
        {"max_evaluations": 5},
        {"factors": "imperfect", "max_evaluations": 5},
    ],
)
def test_options_equal_the_command(options, command):
    result = ns.schedule("test_network", "eyeriss", **options)
    flags = [f"--{key}={value}" for key, value in options.items()]
    printed = command("-a=eyeriss", "-n=test_network", "--format=json", *flags)
    assert without_seconds(result.to_jsonl()) == without_seconds(printed)
    assert result.optimal == ("metric" in options and "optimizer" not in options)


def test_brute_force_agrees(eyeriss):
    layer = ns.Layer("small", {"K": 4, "C": 6, "P": 2})
    brute = ns.schedule(layer, eyeriss, optimizer="brute-force", threads=2)
    assert brute.total_energy == ns.schedule(layer, eyeriss).total_energy


def test_result(tiny, eyeriss):
    result = ns.schedule(tiny, eyeriss)
    conv, fc, again = result
    assert result.total_energy == conv.energy + 2 * fc.energy + again.energy
    assert result.total_cycles == conv.cycles + 2 * fc.cycles + again.cycles
    assert result.total_edp == result.total_energy * result.total_cycles
    assert again.energy == fc.energy
    assert sum(conv.breakdown.values()) == pytest.approx(conv.energy, rel=1e-12)
    assert conv.lower_bound == conv.energy
    assert pickle.loads(pickle.dumps(result)) == result
    assert pickle.loads(pickle.dumps(conv)).lower_bound == conv.energy
    assert repr(result).startswith("<Result tiny on eyeriss: ")
    assert "3/3 optimal" in repr(result)
    assert "<td>conv</td>" in result._repr_html_()
    assert "LOCAL_BUFFER" in str(conv)
    assert "optimal" in repr(conv)
    assert ns.schedule(tiny, eyeriss, threads=1) == result or without_seconds(
        ns.schedule(tiny, eyeriss, threads=1).to_jsonl()
    ) == without_seconds(result.to_jsonl())


def test_imperfect_factors_save(eyeriss):
    primes = ns.Layer("primes", {"K": 509, "C": 251, "P": 14, "Q": 14})
    found = ns.schedule(primes, eyeriss, metric="cycle", factors="perfect")[0]
    assert found.imperfect_saves > 0.8
    assert pickle.loads(pickle.dumps(found)).imperfect_saves == found.imperfect_saves
    better = ns.schedule(
        primes, eyeriss, metric="cycle", factors="imperfect", max_evaluations=1
    )[0]
    assert better.cycles <= found.cycles * (1 - found.imperfect_saves) * (1 + 1e-12)
    assert better.imperfect_saves is None
    assert "% in smaller last pieces" in str(better)
    smooth = ns.Layer("smooth", {"K": 512, "C": 250, "P": 14, "Q": 14})
    assert ns.schedule(smooth, eyeriss, factors="perfect")[0].imperfect_saves is None


def test_factors_are_imperfect_where_the_search_has_them(eyeriss):
    layer = ns.Layer("prime", {"K": 13, "C": 17, "P": 5})

    def energies(**options):
        return {
            factors: ns.schedule(layer, eyeriss, factors=factors, **options).total_energy
            for factors in ("auto", "perfect", "imperfect")
        }

    found = energies()
    assert found["auto"] == found["imperfect"] < found["perfect"]
    for options in ({"optimizer": "bottom-up"}, {"cost_model": "published"}):
        auto = ns.schedule(layer, eyeriss, **options)
        perfect = ns.schedule(layer, eyeriss, factors="perfect", **options)
        assert auto.total_energy == perfect.total_energy


def test_result_as_table_and_plot(tiny, eyeriss):
    result = ns.schedule(tiny, eyeriss)
    frame = result.to_pandas()
    assert list(frame["layer"]) == ["conv", "fc", "again"]
    assert (frame["energy"] * frame["repeat"]).sum() == result.total_energy
    figure = result.plot()
    bars = {bar.name: sum(bar.y) for bar in figure.data}
    assert bars["cycles"] == result.total_cycles
    parts = sum(energy for name, energy in bars.items() if name != "cycles")
    assert parts == pytest.approx(result.total_energy, rel=1e-12)


def test_html_is_the_page_of_the_command(tmp_path, command):
    ns.schedule("test_network", "eyeriss").save_html(tmp_path / "python.html")
    command("-a=eyeriss", "-n=test_network", f"--report={tmp_path / 'command.html'}")
    pages = [(tmp_path / f"{who}.html").read_text() for who in ("python", "command")]
    assert pages[0] == pages[1]


def test_evaluate(eyeriss, systolic, tiny, tmp_path, command):
    for machine in (eyeriss, systolic):
        for found in ns.schedule(tiny, machine):
            given = ns.evaluate(found.layer, machine, found.schedule)
            assert (given.energy, given.cycles) == (found.energy, found.cycles)
            assert given.lower_bound is None
            assert not given.optimal
    # The published forms: fields of JSON, and the table of the command.
    network = ns.Network.load("test_network")
    found = ns.schedule(network, eyeriss)[0]
    fields = json.loads(found.to_json())
    rows = {"rows": fields["rows"], "dataflow": fields["dataflow"]}
    assert ns.evaluate(network[0], eyeriss, rows).energy == found.energy
    command("-a=eyeriss", "-n=test_network", "-l=1", f"--output_dir={tmp_path}")
    (table,) = tmp_path.iterdir()
    assert ns.evaluate(network[0], eyeriss, table).energy == found.energy


def test_errors(eyeriss, tiny):
    with pytest.raises(
        ns.Error, match="unknown metric 'energie': energy, cycle, edp; "
    ):
        ns.schedule(tiny, eyeriss, metric="energie")
    with pytest.raises(ns.Error, match="schedule:1:13: error: 'tiles' has no level"):
        ns.evaluate(tiny[0], eyeriss, {"tiles": {}})
    found = ns.schedule(tiny[1], eyeriss)[0].schedule.to_dict()
    found["tiles"]["DRAM"][0] = 11
    with pytest.raises(ns.Error, match=r"schedule:1:\d+: error: .*DRAM"):
        ns.evaluate(tiny[1], eyeriss, found)
    with pytest.warns(UserWarning, match=r"dict:\d+:\d+: warning: no tile fits into 8"):
        small = eyeriss.replace({"LOCAL_BUFFER.capacity": "1 B"})
    with pytest.raises(ns.Error) as error:
        ns.schedule(tiny, small)
    assert str(error.value).splitlines() == [
        f"tiny layer {i} '{name}': LOCAL_BUFFER has 8 bits for input, weight and "
        "output, but one element takes 48; enlarge capacity of LOCAL_BUFFER"
        for i, name in enumerate(("conv", "fc", "again"), start=1)
    ]


HARD = [ns.Layer("hard", {"K": 5040, "C": 5040, "P": 720, "R": 3, "S": 3})]
MANY = [
    ns.Layer("x", {"K": 720 + 8 * i, "C": 1440, "P": 112, "Q": 112, "R": 3, "S": 3})
    for i in range(20000)
]


@pytest.mark.parametrize(
    ("optimizer", "layers"), [("brute-force", HARD), ("optimal", MANY)]
)
def test_interrupt(optimizer, layers, systolic):
    """Ctrl-C ends searches that would take minutes."""
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        ns.schedule(ns.Network("long", layers), systolic, optimizer=optimizer)
    timer.join()
    assert time.monotonic() - start < 10


def test_lock_is_released(systolic):
    """Other threads run meanwhile."""
    seen = []

    def count():
        for _ in range(5):
            seen.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    start = time.monotonic()
    thread.start()
    ns.schedule("resnet50", systolic, threads=1)
    end = time.monotonic()
    thread.join()
    assert len([t for t in seen if start < t < end]) >= 3


def test_progress(eyeriss, capsys):
    ns.schedule("test_network", eyeriss, progress=True)
    assert "scheduling: 100%" in capsys.readouterr().err
