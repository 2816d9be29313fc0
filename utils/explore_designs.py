#!/usr/bin/env python3
"""Explores 1,000 designs on the ten built-in networks, and says what it took.

    PYTHONPATH=build/python build/venv/bin/python utils/explore_designs.py systolic

Five parameters of a systolic array or of Eyeriss, energy and cycles. With
--derive, memories cost more energy the larger they are, and DRAM the wider its
port is, so that no machine is best in everything.
"""

import argparse
import resource
import time
from pathlib import Path

import neurospector as ns

MACHINES = Path(__file__).parents[1] / "test/conformance/machines"
SYSTOLIC = {
    "SCRATCHPAD.capacity": ["32 KiB", "64 KiB", "128 KiB", "256 KiB", "512 KiB"],
    "ACCUMULATOR.capacity": ["16 KiB", "32 KiB", "64 KiB", "128 KiB"],
    "ROWS.size": [4, 8, 16, 32, 64],
    "COLUMNS.size": [8, 16, 32, 64, 128],
    "DRAM.bandwidth": [128, 256],
}
EYERISS = {
    "GLOBAL_BUFFER.capacity": ["32 KiB", "64 KiB", "100 KiB", "128 KiB", "256 KiB"],
    "PE_ARRAY.size.x": [7, 14, 16, 28, 32],
    "PE_ARRAY.size.y": [6, 12, 16, 24],
    "LOCAL_BUFFER.capacity.1.size": ["224 B", "448 B", "512 B", "1 KiB", "2 KiB"],
    "DRAM.bandwidth.inside": [64, 128],
}
STUDIES = {
    "systolic": (MACHINES / "systolic.yaml", SYSTOLIC),
    "eyeriss": ("eyeriss", EYERISS),
}
DERIVED = {
    "SCRATCHPAD.energy": lambda m: 0.005 * m["SCRATCHPAD.capacity"] ** 0.5,
    "ACCUMULATOR.energy": lambda m: 0.006 * m["ACCUMULATOR.capacity"] ** 0.5,
    "DRAM.energy": lambda m: 112 + m["DRAM.bandwidth"] / 8,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("study", choices=STUDIES)
    parser.add_argument("--values", type=int, default=5, help="of each parameter, at most")
    parser.add_argument("--derive", action="store_true", help="systolic only")
    parser.add_argument("--all", action="store_true", help="drop no designs")
    given = parser.parse_args()
    machine, parameters = STUDIES[given.study]
    parameters = {path: values[: given.values] for path, values in parameters.items()}
    start = time.monotonic()
    space = ns.Space(machine, parameters, derive=DERIVED if given.derive else None)
    study = ns.explore(space, ns.Network.builtin(), drop=not given.all)
    seconds = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(study)
    print(
        f"{seconds:.1f} s, {used.ru_utime:.1f} s of processors, "
        f"{used.ru_utime / len(space) * 1e3:.1f} ms of them per design, "
        f"{used.ru_maxrss / 1024:.0f} MiB"
    )


if __name__ == "__main__":
    main()
