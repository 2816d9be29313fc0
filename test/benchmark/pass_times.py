#!/usr/bin/env python3
"""Prints the table "In a compiler" of docs/imperfect-search.md.

Runs ns-opt on the ResNet-50 of the tests, without a pass and with the
scheduling pass for each machine, all its defaults and all cores, in turns:
medians of the wall time.

usage: test/benchmark/pass_times.py [NS-OPT]
"""

import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODEL = ROOT / "test/models/resnet50.mlir"
MACHINES = ["acc_1lv", "maeri", "tpu", "acc_2lv", "eyeriss", "flexflow",
            "eyeriss-isca", "simba", "tpuv3"]
RUNS = 15


def seconds(command, *options):
    start = time.perf_counter()
    subprocess.run([command, MODEL, "-o", "/dev/null", *options], check=True)
    return time.perf_counter() - start


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/bin/ns-opt"
    print("| machine | ms | without the pass | times |\n"
          "| --- | ---: | ---: | ---: |")
    for machine in MACHINES:
        runs = [(seconds(command),
                 seconds(command,
                         f"--neurospector-schedule=accelerator={machine}"))
                for _ in range(RUNS)]
        without, scheduled = (1000 * statistics.median(each)
                              for each in zip(*runs))
        print(f"| {machine} | {scheduled:.0f} | {without:.0f} "
              f"| {scheduled / without:.1f} |", flush=True)


if __name__ == "__main__":
    main()
