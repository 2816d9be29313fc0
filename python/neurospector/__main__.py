# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""``python -m neurospector explore study.yaml``"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

from ._core import Error
from ._explore import explore
from ._space import Space

#: Keys of a study file: those of `explore`, and what is written.
SEARCH = ("metric", "optimizer", "dataflow", "factors", "cost_model", "max_evaluations", "drop")
KEYS = ("machine", "parameters", "networks", "objectives", "store", "page", "table")


def read_study(path: Path) -> dict[str, Any]:
    """The keys of a study file; files in it are beside it."""
    try:
        study = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise Error(f"cannot read '{path}': {error}") from error
    if not isinstance(study, dict):
        raise Error(f"{path}: expected a map with {', '.join(KEYS)}")
    for key in study:
        if key not in KEYS + SEARCH:
            raise Error(f"{path}: unknown key '{key}': {', '.join(KEYS + SEARCH)}")
    for key in ("machine", "parameters", "networks"):
        if key not in study:
            raise Error(f"{path}: '{key}' is missing")

    def beside(name: Any) -> Any:
        there = path.parent / str(name)
        return str(there) if isinstance(name, str) and there.is_file() else name

    study["machine"] = beside(study["machine"])
    networks = study["networks"]
    study["networks"] = [
        beside(n) for n in (networks if isinstance(networks, list) else [networks])
    ]
    for key in ("store", "page", "table"):
        if key in study:
            study[key] = path.parent / study[key]
    return study


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m neurospector")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("explore", help="explore a design space")
    command.add_argument("study", type=Path, help="a .yaml file (docs/python.md)")
    command.add_argument("--threads", type=int, default=0, help="0: one per core")
    given = parser.parse_args(arguments)
    try:
        study = read_study(given.study)
        result = explore(
            Space(study["machine"], study["parameters"]),
            study["networks"],
            study.get("objectives", ["energy", "cycles"]),
            store=study.get("store"),
            threads=given.threads,
            progress=sys.stderr.isatty(),
            **{key: study[key] for key in SEARCH if key in study},
        )
    except Error as error:
        print(f"neurospector: error: {error}", file=sys.stderr)
        return 1
    if "page" in study:
        result.save_html(study["page"])
    if "table" in study:
        result.to_pandas().to_csv(study["table"], index=False)
    print(result)
    for point in result.pareto():
        values = ", ".join(f"{k} {v:.6g}" for k, v in point.objectives.items())
        print(f"  {point.design!r}: {values}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
