# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Energies of accesses from models of components."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

import neurospector as ns


@dataclass
class Memory:
    """As a class of hwcomponents: J for some bits of an access."""

    width: int
    size: int
    tech_node: float

    def read(self, bits_per_action):
        per_access = self.size**0.5 * self.tech_node * 1e-6
        return SimpleNamespace(energy=per_access * bits_per_action / self.width)

    def write(self, bits_per_action):
        return SimpleNamespace(energy=2 * self.read(bits_per_action).energy)


def test_from_hwcomponents(systolic):
    energies = ns.energy.from_hwcomponents(
        "SCRATCHPAD", Memory, width=64, tech_node=45e-9
    )
    space = ns.Space(
        systolic,
        {"SCRATCHPAD.capacity": ["64 KiB", "256 KiB"]},
        derive={"SCRATCHPAD.energy": energies},
    )
    for design, size in zip(space, (64, 256)):
        read = (size * 8192) ** 0.5 * 45e-9 * 1e-6 / 64 * 1e12
        energy = energies(design.machine)
        assert energy["input"]["read"] == pytest.approx(8 * read)
        assert energy["output"]["write"] == pytest.approx(64 * read)
        assert design.machine["SCRATCHPAD.energy.weight"]["read"] == pytest.approx(
            8 * read
        )


def test_memory_without_capacity(systolic):
    energies = ns.energy.from_hwcomponents("DRAM", Memory, width=64, tech_node=45e-9)
    with pytest.raises(KeyError, match="nothing is at 'DRAM.capacity'"):
        energies(systolic)
