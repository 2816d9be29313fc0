#!/usr/bin/env python3
"""Runs the scheduling pass over models and checks what it says about them.

    utils/check_models.py --ns-opt build/bin/ns-opt MODEL.mlir ...

Of each model: every multiply-accumulate op with static bounds is scheduled, or
is indexed in a way that no layer is; every other op with a reduction has
a remark; the annotated IR parses and verifies; stripped, it is the input as
printed; and the count of multiply-accumulates equals that of count_macs.py.
"""

import argparse
import os
import re
import subprocess
import sys

COUNT_MACS = os.path.join(os.path.dirname(__file__), "count_macs.py")


def run(command, text=None):
    result = subprocess.run(command, input=text, capture_output=True, text=True)
    if result.returncode != 0:
        raise ValueError(f"{' '.join(command)} failed: {result.stderr}")
    return result.stdout, result.stderr


def numbers(text, *names):
    return [int(re.search(name + r"=(\d+)", text).group(1)) for name in names]


def check(tool, options, path):
    """A line about the model; raises ValueError if something is wrong."""
    scheduled_ir, remarks = run(
        [tool, path, f"--neurospector-schedule={options}",
         "--remarks-filter=neurospector"])
    summary = re.search(r"\[Analysis\] summary .*", remarks).group()
    scheduled, skipped, macs = numbers(summary, "Scheduled", "Skipped", "Macs")
    missed = [name for name in re.findall(r"\[Missed\] ([a-z-]+) ", remarks)
              if name not in ("optimality", "factors")]
    if len(missed) != skipped:
        raise ValueError(f"{skipped} skipped ops but {len(missed)} remarks")

    printed, _ = run([tool, path])
    stripped, _ = run([tool, "--neurospector-strip"], scheduled_ir)
    if printed != stripped:
        raise ValueError("stripped output differs from the input")

    generic, _ = run([tool, path, "--linalg-generalize-named-ops"])
    counts, _ = run([sys.executable, COUNT_MACS], generic)
    static, dynamic, expected = numbers(counts, "static", "dynamic", "macs")
    unsupported = missed.count("unsupported-indexing")
    if scheduled + unsupported != static:
        raise ValueError(f"{static} ops are static but {scheduled} scheduled")
    if missed.count("dynamic-shape") != dynamic:
        raise ValueError(f"{dynamic} ops are dynamic: {sorted(missed)}")
    if unsupported == 0 and macs != expected:
        raise ValueError(f"{macs} multiply-accumulates, expected {expected}")
    reasons = ", ".join(f"{missed.count(name)} {name}"
                        for name in sorted(set(missed)))
    return (f"scheduled {scheduled} of {static}, skipped {skipped}"
            f"{': ' if reasons else ''}{reasons}, macs {macs}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ns-opt", required=True)
    parser.add_argument("--options",
                        default="accelerator=eyeriss max-evaluations=1")
    parser.add_argument("models", nargs="+")
    arguments = parser.parse_args()
    failed = False
    for path in arguments.models:
        try:
            line = check(arguments.ns_opt, arguments.options, path)
        except ValueError as error:
            line, failed = f"error: {error}", True
        print(f"{os.path.basename(path)}: {line}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
