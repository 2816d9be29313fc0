# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Energies of accesses from models of components."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ._machine import Machine

_PJ = 1e12  # per J
_OPERANDS = ("input", "weight", "output")


def from_hwcomponents(
    memory: str, model: Callable[..., Any], *, width: int, **attributes: Any
) -> Callable[[Machine], dict[str, dict[str, float]]]:
    """Access energies of a memory by its capacity, for ``derive`` of a `Space`
    or for `Machine.replace`.

    memory: the name of a level with one capacity. model: a class of a package
    of hwcomponents, such as ``hwcomponents_cacti.SRAM``; it is called with
    ``width`` (bits of an access), ``size`` (bits of the memory) and
    ``attributes``, such as ``tech_node`` (m), and its ``read`` and ``write``
    with ``bits_per_action``, the bits of an element.

    Returns a function from a machine to pJ per element, for each operand.
    """
    known: dict[int, Any] = {}

    def energies(machine: Machine) -> dict[str, dict[str, float]]:
        size = round(machine[f"{memory}.capacity"] * 8)
        if size not in known:
            known[size] = model(width=width, size=size, **attributes)
        component = known[size]
        precision = machine["precision"]
        result = {}
        for operand in _OPERANDS:
            bits = precision if isinstance(precision, int) else precision[operand]
            result[operand] = {
                way: getattr(component, way)(bits_per_action=bits).energy * _PJ
                for way in ("read", "write")
            }
        return result

    return energies
