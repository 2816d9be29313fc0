#!/usr/bin/env python3
"""Prints the table "Time and proof" of docs/imperfect-search.md.

Searches the distinct layers of three networks on four machines with imperfect
factors, on one core. Seconds are of the processor, memory is the most that the
command takes; what is saved is against the perfect optima.

usage: test/benchmark/imperfect_times.py [NEUROSPECTOR]
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NETWORKS = {
    "ResNet-50": "resnet50",
    "MobileNetV3-Small": "mobilenetv3-small",
    "ViT, 197 tokens": str(ROOT / "test/benchmark/vit.jsonl"),
}
MACHINES = {
    "eyeriss": "eyeriss",
    "simba": "simba",
    "tpu": "tpu",
    "systolic": str(ROOT / "test/conformance/machines/systolic.yaml"),
}


def search(command, *options):
    """The layers that a command prints, its processor seconds and its MB."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            [command, *options, "-t", "1", "--format=json"], stdout=out
        )
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"{command} failed")
        out.seek(0)
        layers = [json.loads(line) for line in out]
    return layers, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def total(layers, field):
    return sum(layer[field] * layer.get("repeat", 1) for layer in layers)


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/bin/neurospector"
    print(
        "| network | machine | metric | proven | gap up to 3% | largest gap | s "
        "| saves | MB |\n| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    for network, file in NETWORKS.items():
        for machine, path in MACHINES.items():
            for metric in ("energy", "cycle"):
                field = f"total_{metric}"
                options = ["-a", path, "-n", file, "-m", metric]
                layers, seconds, memory = search(
                    command, *options, "--factors=imperfect"
                )
                gaps = [1 - each["lower_bound"] / each[field] for each in layers]
                perfect = total(
                    search(command, *options, "--factors=perfect")[0], field
                )
                row = [
                    network,
                    machine,
                    metric,
                    f"{sum(each['optimal'] for each in layers)} of {len(layers)}",
                    str(sum(gap <= 0.03 for gap in gaps)),
                    f"{100 * max(gaps):.1f}%",
                    f"{seconds:.1f}",
                    f"{100 * (1 - total(layers, field) / perfect):.2f}%",
                    f"{memory:.0f}",
                ]
                print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
