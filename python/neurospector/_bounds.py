# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Bounds on many designs at once: a machine that is no worse than any of them.

A machine with more room, more units, wider ports and cheaper accesses runs
every schedule of another one, at no more pJ and in no more cycles under the
exact cost model: counts are the schedule's own, each cost grows with its unit
cost, and each time falls with the width. So its optimum is a lower bound on
theirs. Static energy is power x instances x cycles / frequency; where it has
more instances than another machine, its power is the less.

Example: designs with {8 rows, 64 KiB, 3 pJ} and {16 rows, 32 KiB, 2 pJ} are
bounded by a machine of {16 rows, 64 KiB, 2 pJ}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

from ._machine import Machine, in_bytes
from ._space import Space

_OPERANDS = ("input", "weight", "output")
_LESS = 1 - 1e-12  #: for what is rounded on the way


class Box(NamedTuple):
    """Some designs, and a machine that is no worse than any of them."""

    machine: Machine
    designs: Sequence[int]


class _ApartError(Exception):
    """Machines differ in what has no better and worse."""


def _same(values: Iterable[Any]) -> Any:
    first, *others = values
    if any(other != first for other in others):
        raise _ApartError
    return first


def _per_operand(value: Any, default: float) -> dict[str, Any]:
    """A value for all operands, or values of some of them, as those of all."""
    if value is None:
        value = default
    if isinstance(value, Mapping) and not {"read", "write"} & value.keys():
        return {op: value.get(op, default) for op in _OPERANDS}
    return dict.fromkeys(_OPERANDS, value)


def _least(values: Sequence[Any], default: float) -> dict[str, Any]:
    """The least number of each operand."""
    each = [_per_operand(value, default) for value in values]
    return {op: min(value[op] for value in each) for op in _OPERANDS}


def _least_energy(values: Sequence[Any]) -> dict[str, Any]:
    """The same for reads and for writes."""
    each = [_per_operand(value, 0) for value in values]

    def at(value: Any, way: str) -> float:
        return value.get(way, 0) if isinstance(value, Mapping) else value

    return {
        op: {
            way: min(at(value[op], way) for value in each) for way in ("read", "write")
        }
        for op in _OPERANDS
    }


def _largest(values: Sequence[Any]) -> Any:
    """The largest size or number, or those of each part."""
    first = values[0]
    if all(value == first for value in values):
        return first
    if all(isinstance(value, (int, float)) for value in values):
        return max(values)
    if all(isinstance(value, str) and in_bytes(value) for value in values):
        return max(values, key=lambda size: in_bytes(size) or 0)
    if all(isinstance(value, list) for value in values):
        _same(len(value) for value in values)
        return [_largest(parts) for parts in zip(*values)]
    if all(isinstance(value, Mapping) for value in values):
        keys = _same(list(value) for value in values)
        return {key: _largest([value[key] for value in values]) for key in keys}
    raise _ApartError


def _units(size: Any) -> int:
    return prod(size.values()) if isinstance(size, Mapping) else size


class _Merger:
    """Goes through the levels of all machines at once, outermost first."""

    def __init__(self, count: int) -> None:
        self.instances = [1] * count  #: of what is inside, in each machine
        self.most = 1  #: the same in the machine that is made

    def static(self, powers: Sequence[float | None]) -> float:
        """A power that all instances together exceed in no machine."""
        totals = [(p or 0) * n for p, n in zip(powers, self.instances)]
        return min(totals) / self.most * _LESS

    def level(self, levels: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key in dict.fromkeys(key for level in levels for key in level):
            values = [level.get(key) for level in levels]
            if key == "static":
                made[key] = self.static(values)
            elif key == "energy":
                made[key] = _least_energy(values)
            elif key in ("pass_energy", "access_cycles"):
                made[key] = _least(values, default=0 if key == "pass_energy" else 1)
            elif key in ("capacity", "bandwidth", "size"):
                made[key] = _largest(values)
            else:
                made[key] = _same(values)
        if "array" in made:
            sizes = [_units(level["size"]) for level in levels]
            self.instances = [n * size for n, size in zip(self.instances, sizes)]
            self.most *= _units(made["size"])
        return made


def no_worse(machines: Sequence[Machine]) -> Machine | None:
    """A machine whose optimum is a lower bound on that of each of these, in pJ
    and in cycles; None if they differ in what has no better and worse, such as
    what a memory holds."""
    data = [machine.to_dict() for machine in machines]
    merger = _Merger(len(data))
    try:
        _same(len(d["levels"]) for d in data)
        made = {
            "name": data[0]["name"],
            "frequency": max(d["frequency"] for d in data),
            "precision": _same(d["precision"] for d in data),
            "levels": [merger.level(ls) for ls in zip(*(d["levels"] for d in data))],
        }
        compute = [d.get("compute", {}) for d in data]
        made["compute"] = {
            "energy": min(c.get("energy", 0) for c in compute),
            "static": merger.static([c.get("static") for c in compute]),
            "pipelined": _same(c.get("pipelined", False) for c in compute),
        }
    except _ApartError:
        return None
    return Machine.load(made)


def boxes(space: Space) -> list[Box]:
    """For each value of each parameter the designs that have it."""
    found = []
    for path, values in space.parameters.items():
        for value in values:
            inside = [d for d in space if d.parameters[path] == value]
            machine = no_worse([d.machine for d in inside]) if inside else None
            if machine:
                found.append(Box(machine, [d.number for d in inside]))
    return found
