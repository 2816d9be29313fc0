# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""A machine that is no worse than others: its optimum bounds theirs."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT

import neurospector as ns
from neurospector._bounds import boxes, no_worse

MACHINES = sorted((ROOT / "test/conformance/machines").glob("*.yaml"))
MACHINES += ["eyeriss", "simba", "maeri", "acc_2lv"]
LAYERS = ns.Network(
    "layers",
    [
        ns.Layer("conv", {"K": 8, "P": 6, "Q": 6, "C": 4, "R": 3, "S": 3}, stride=2),
        ns.Layer("depthwise", {"P": 8, "Q": 8, "R": 3, "S": 3, "G": 16}),
        ns.Layer("fc", {"K": 12, "B": 4, "C": 32}),
    ],
)
#: What has a better and a worse, at any depth of a machine.
KEYS = (
    "frequency",
    "capacity",
    "energy",
    "pass_energy",
    "access_cycles",
    "bandwidth",
    "size",
    "static",
)


def varied(value, key, generator):
    """The same with other quantities."""
    if isinstance(value, dict):
        return {
            k: varied(v, k if k in KEYS else key, generator) for k, v in value.items()
        }
    if isinstance(value, list):
        return [varied(v, key, generator) for v in value]
    scale = generator.choice((1, 1, 2, 4))
    if key == "capacity" and isinstance(value, str) and value[0].isdigit():
        amount, unit = value.split()
        return f"{int(amount) * scale} {unit}"
    if key in KEYS and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value * scale
    return value


@pytest.mark.parametrize("source", MACHINES, ids=lambda source: Path(source).stem)
def test_no_worse(source):
    base = ns.Machine.load(source)
    generator = random.Random(f"{base.name}")
    for _ in range(2):
        machines = [
            ns.Machine.load(varied(base.to_dict(), "", generator)) for _ in range(3)
        ]
        best = no_worse(machines)
        for metric in ("energy", "cycle"):
            bounds = ns.schedule(LAYERS, best, metric=metric)
            for machine in machines:
                for low, real in zip(
                    bounds, ns.schedule(LAYERS, machine, metric=metric)
                ):
                    name = {"cycle": "cycles"}.get(metric, metric)
                    least, value = getattr(low, name), getattr(real, name)
                    assert least <= value * (1 + 1e-12), (low, real)


def test_machine_that_is_made(systolic):
    designs = [
        {"ROWS.size": 8, "SCRATCHPAD.capacity": "64 KiB", "SCRATCHPAD.energy": 3},
        {"ROWS.size": 16, "SCRATCHPAD.capacity": "32 KiB", "SCRATCHPAD.energy": 2},
    ]
    best = no_worse([systolic.replace(values) for values in designs])
    assert best["ROWS.size"] == 16
    assert best["SCRATCHPAD.capacity"] == 65536
    assert best["SCRATCHPAD.energy"] == 2
    # As much static power as the 8 x 16 multipliers have.
    assert best["compute.static"] == pytest.approx(0.002 / 2)
    assert best["SCRATCHPAD.static"] == pytest.approx(4)


@pytest.mark.parametrize(
    "values",
    [
        {"SCRATCHPAD.double_buffered": False},
        {"precision.output": 16},
        {"ROWS.dims": ["K"]},
        {"SCRATCHPAD.bandwidth": {"inside": 256}},
    ],
)
def test_what_has_no_better_and_worse(systolic, values):
    assert no_worse([systolic, systolic.replace(values)]) is None


def test_boxes(systolic):
    parameters = {"ROWS.size": [4, 8], "ACCUMULATOR.double_buffered": [True, False]}
    found = boxes(ns.Space(systolic, parameters))
    # Designs of 4 or of 8 rows differ in the buffer.
    assert [list(box.designs) for box in found] == [[0, 2], [1, 3]]
    assert [box.machine["ROWS.size"] for box in found] == [8, 8]


def test_bounds_drop_designs_unseen(systolic):
    """What a box cannot beat is not scheduled at all, and the front is the same."""
    space = ns.Space(
        systolic,
        {
            "SCRATCHPAD.capacity": ["2 KiB", "4 KiB", "8 KiB", "16 KiB"],
            "ROWS.size": [1, 2, 4, 8],
            "COLUMNS.size": [1, 2, 4, 8],
            "DRAM.bandwidth": [16, 32],
        },
    )
    quick = ns.explore(space, LAYERS)
    whole = ns.explore(space, LAYERS, drop=False)
    assert [repr(p) for p in quick.pareto()] == [repr(p) for p in whole.pareto()]
    with ThreadPoolExecutor(3) as executor:
        other = ns.explore(space, LAYERS, executor=executor)
        assert other.to_pandas().to_csv() == quick.to_pandas().to_csv()
    dropped = [point for point in quick if point.status == "dropped"]
    assert len(dropped) > 64
    for point in dropped:
        real = whole.points[point.design.number].objectives
        assert all(bound <= real[name] for name, bound in point.objectives.items())
