# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""What the tests share. Called by ctest, with the build's tools on the PATH."""

import subprocess
from pathlib import Path

import pytest

import neurospector as ns

ROOT = Path(__file__).parents[2]
SYSTOLIC = ROOT / "test/conformance/machines/systolic.yaml"


@pytest.fixture
def eyeriss():
    return ns.Machine.load("eyeriss")


@pytest.fixture
def systolic():
    return ns.Machine.load(SYSTOLIC)


@pytest.fixture
def tiny():
    """A network that is searched in no time."""
    return ns.Network(
        "tiny",
        [
            ns.Layer("conv", {"K": 8, "P": 6, "Q": 6, "C": 4, "R": 3, "S": 3}),
            ns.Layer("fc", {"K": 10, "C": 32}, repeat=2),
            ns.Layer("again", {"K": 10, "C": 32}),
        ],
    )


@pytest.fixture
def command():
    """Runs the command; its standard output."""

    def run(*arguments):
        done = subprocess.run(
            ["neurospector", *map(str, arguments)],
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout

    return run
