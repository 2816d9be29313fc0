#!/usr/bin/env python3
"""Compares the layers of models before and after what compilers do to them.

    utils/check_fusion.py --ns-opt build/bin/ns-opt MODEL.mlir ...

Prints a table: multiply-accumulate ops that are scheduled, and their
multiply-accumulates, as the model is, after upstream's fusion of element-wise
ops, after it is generalized and fused, and on buffers. Below it, the layers
that are gone or new: fusion may leave a loop that only repeated an operand to
another dimension. Fails if multiply-accumulates are gone or new, as they are
where upstream folds a weight of equal elements into the body as a constant.
"""

import argparse
import collections
import os
import re
import subprocess
import sys

FUSE = "--linalg-fuse-elementwise-ops"
FORMS = {
    "as it is": [],
    "fused": [FUSE],
    "generalized, fused": ["--linalg-generalize-named-ops", FUSE],
    "on buffers": ["--one-shot-bufferize=bufferize-function-boundaries "
                   "allow-unknown-ops"],
}


def run(command):
    result = subprocess.run(command, capture_output=True, text=True,
                            errors="replace")
    if result.returncode != 0:
        raise ValueError(f"{' '.join(command)} failed: {result.stderr[:2000]}")
    return result.stderr


def examine(tool, path, passes, options):
    """Scheduled ops, multiply-accumulates, and the layers with their number."""
    summary = run([tool, path, *passes, "-o", os.devnull,
                   "--remarks-filter-analyse=neurospector",
                   f"--neurospector-schedule={options}"])
    summary = re.search(r"\[Analysis\] summary .*", summary).group()
    scheduled, macs = (int(re.search(name + r"=(\d+)", summary).group(1))
                       for name in ("Scheduled", "Macs"))
    assume = re.search(r"assume-dynamic=\d+", options)
    text = run([tool, path, *passes, "-o", os.devnull,
                f"--neurospector-print-layers={assume.group() if assume else ''}"])
    layers = collections.Counter(
        re.findall(r"remark: layer (.*?) stride .* weight ", text))
    return scheduled, macs, layers


def describe(layers):
    return ", ".join(f"{count} x ({layer})" for layer, count in layers.items())


def count_macs(layers):
    total = 0
    for layer, count in layers.items():
        product = count
        for bound in re.findall(r"=(\d+)", layer):
            product *= int(bound)
        total += product
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ns-opt", required=True)
    parser.add_argument("--options", default="accelerator=eyeriss factors=perfect "
                        "max-evaluations=1 assume-dynamic=128")
    parser.add_argument("--buffers", action="store_true",
                        help="bufferize, too")
    parser.add_argument("models", nargs="+")
    arguments = parser.parse_args()
    forms = dict(FORMS)
    if not arguments.buffers:
        del forms["on buffers"]
    print("| model | " + " | ".join(forms) + " |")
    print("| --- " * (len(forms) + 1) + "|")
    notes, failed = [], False
    for path in arguments.models:
        name = os.path.basename(path).removesuffix(".mlir")
        cells, first = [], None
        for form, passes in forms.items():
            scheduled, macs, layers = examine(arguments.ns_opt, path, passes,
                                              arguments.options)
            cells.append(f"{scheduled}, {macs:,}")
            first = first or layers
            gone, new = first - layers, layers - first
            if gone or new:
                notes.append(f"{name}, {form}: gone {describe(gone) or 'none'}"
                             f"; new {describe(new) or 'none'}")
                failed |= count_macs(gone) != count_macs(new)
        print(f"| {name} | " + " | ".join(cells) + " |")
    print("\n".join(["", *notes] if notes else ["", "all layers are the same"]))
    sys.exit(failed)


if __name__ == "__main__":
    main()
