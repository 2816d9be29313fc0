# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Networks out of MLIR and torch."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

from ._core import Error


def _translator() -> str:
    """ns-translate, beside this package or on the PATH."""
    beside = Path(__file__).parent / "ns-translate"
    found = str(beside) if beside.exists() else shutil.which("ns-translate")
    if found:
        return found
    raise FileNotFoundError(
        "ns-translate, which reads MLIR, is not on the PATH: build or install "
        "NeuroSpector for MLIR (README.md) and put its bin folder there"
    )


def read_mlir(source: str | os.PathLike[str], name: str | None) -> tuple[str, str]:
    """A name and the text of a ``.jsonl`` network for a file of MLIR or its
    text."""
    text = None
    if isinstance(source, str) and ("\n" in source or "func.func" in source):
        text = source
    path = os.fspath(source) if text is None else "-"
    done = subprocess.run(
        [_translator(), "--mlir-to-neurospector-network-jsonl", path],
        input=text,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode != 0:
        raise Error(done.stderr.strip())
    if done.stderr.strip():
        warnings.warn(done.stderr.strip(), stacklevel=3)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return name or ("mlir" if text else Path(path).stem), "\n".join(lines)


def export_torch(module: Any, inputs: Any) -> str:
    """A torch module as linalg on tensors, without its weights."""
    try:
        from torch_mlir import fx
    except ImportError as error:
        raise ImportError(
            "from_torch needs torch-mlir: pip install torch-mlir"
        ) from error
    if not isinstance(inputs, (tuple, list)):
        inputs = (inputs,)
    exported = fx.export_and_import(
        module.eval(), *inputs, output_type="linalg-on-tensors"
    )
    # Only sizes count.
    return exported.operation.get_asm(large_elements_limit=16, large_resource_limit=16)
