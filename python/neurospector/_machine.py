# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Machines: what layers are scheduled on."""

from __future__ import annotations

import copy
import difflib
import html
import json
import os
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import yaml

from . import _core
from ._core import Error
from ._frozen import Frozen

_SIZE = re.compile(r"(\d+) (B|KiB|MiB|GiB|bits)")
_BYTES = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
_WORDS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NAMES = ("name", "memory", "array")


def in_bytes(size: str) -> int | float | None:
    """``64 KiB`` as 65536; None if it is no size."""
    match = _SIZE.fullmatch(size)
    if not match:
        return None
    amount, unit = int(match[1]), match[2]
    if unit != "bits":
        return amount * _BYTES[unit]
    return amount / 8 if amount % 8 else amount // 8


def _plain(value: Any, key: str = "") -> Any:
    """Words of a file as numbers and booleans, except in names."""
    if isinstance(value, dict):
        return {k: _plain(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if key in _NAMES:
        return value
    if value in ("true", "false"):
        return value == "true"
    for number in (int, float):
        try:
            return number(value)
        except ValueError:
            pass
    return value


def _level_name(level: Mapping[str, Any]) -> str:
    return level["memory"] if "memory" in level else level["array"]


def _find(data: dict[str, Any], path: str) -> tuple[Any, list[str]]:
    """The part of a machine that a path begins with, and the keys below it."""
    for level in data["levels"]:
        name = _level_name(level)
        if path.startswith(name + "."):
            return level, path[len(name) + 1 :].split(".")
    keys = path.split(".")
    if len(keys) == 1 or keys[0] in data:
        return data, keys
    names = [_level_name(level) for level in data["levels"]]
    near = difflib.get_close_matches(keys[0], names, n=1)
    raise Error(
        f"machine '{data['name']}' has no level '{keys[0]}' (in '{path}'): "
        + ", ".join(names)
        + (f"; did you mean '{near[0]}'?" if near else "")
    )


def _step(value: Any, key: str, path: str) -> Any:
    """A part of a map or a list."""
    if isinstance(value, list) and key.isdigit() and int(key) < len(value):
        return value[int(key)]
    if isinstance(value, dict) and key in value:
        return value[key]
    raise KeyError(f"nothing is at '{path}'")


def _put(parent: Any, key: str, value: Any, path: str) -> None:
    """Replaces a part of a map or a list."""
    if isinstance(parent, dict):
        parent[key] = value
    elif isinstance(parent, list) and key.isdigit() and int(key) < len(parent):
        parent[int(key)] = value
    else:
        raise KeyError(f"nothing can be put at '{path}'")


class Machine(Frozen):
    """An accelerator: memories and arrays, outermost first. Immutable.

    A quantity of it has a path, as in a file: ``frequency``,
    ``compute.energy``, ``SCRATCHPAD.capacity``, ``PE_ARRAY.size.x``,
    ``GLOBAL_BUFFER.capacity.0.size`` (the first of several rooms).
    """

    _accelerator: _core.Machine

    def __init__(self, accelerator: _core.Machine) -> None:
        super().__init__(_accelerator=accelerator)

    @classmethod
    def load(
        cls, source: str | os.PathLike[str] | Mapping[str, Any] | Machine
    ) -> Machine:
        """A built-in machine by name, one in a ``.yaml`` or ``.cfg`` file, or
        one from the keys of a ``.yaml`` file as a dict (docs/configuration.md).

        Raises Error with all problems of the file, each at its place.
        """
        if isinstance(source, Machine):
            return source
        if isinstance(source, Mapping):
            return cls(_core.parse_machine(json.dumps(source, indent=1), "dict"))
        return cls(_core.load_machine(os.fspath(source)))

    @classmethod
    def from_yaml(cls, text: str, file: str = "machine.yaml") -> Machine:
        """The machine in the text of a ``.yaml`` file; diagnostics call it
        ``file``."""
        return cls(_core.parse_machine(text, file))

    @staticmethod
    def builtin() -> list[str]:
        """The names of the built-in machines."""
        return _core.builtin_machines()

    @property
    def name(self) -> str:
        return self._accelerator.name

    @property
    def mac_units(self) -> int:
        """Multipliers of the whole machine."""
        return self._accelerator.mac_units

    @property
    def levels(self) -> list[str]:
        """Names of the memories and arrays, outermost first."""
        return [_level_name(level) for level in self._data["levels"]]

    @cached_property
    def _data(self) -> dict[str, Any]:
        # The words as they are: numbers of YAML 1.1 are others.
        return _plain(yaml.load(self.to_yaml(), _WORDS))

    def __getitem__(self, path: str) -> Any:
        """The quantity at a path: a number, a word, a list or a dict; sizes
        are in bytes. KeyError where the machine has the default."""
        value, keys = _find(self._data, path)
        for key in keys:
            value = _step(value, key, path)
        size = in_bytes(value) if isinstance(value, str) else None
        return copy.deepcopy(value) if size is None else size

    def replace(self, values: Mapping[str, Any]) -> Machine:
        """The same machine with other quantities, by path.

        Raises Error if there is no such level or key or the value is not one of
        it, KeyError if the path leads through a number.
        """
        data = self.to_dict()
        for path, value in values.items():
            at, keys = _find(data, path)
            for key in keys[:-1]:
                if isinstance(at, dict):
                    at.setdefault(key, {})
                at = _step(at, key, path)
            _put(at, keys[-1], value, path)
        return Machine.load(data)

    def to_dict(self) -> dict[str, Any]:
        """The keys of a ``.yaml`` file; `load` takes them back."""
        return copy.deepcopy(self._data)

    def to_yaml(self) -> str:
        """The text of a ``.yaml`` file, as ``--print_accelerator=yaml`` has
        it."""
        return self._accelerator.yaml()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Machine):
            return NotImplemented
        return self.to_yaml() == other.to_yaml()

    def __hash__(self) -> int:
        return hash(self.to_yaml())

    def __reduce__(self) -> tuple[Any, ...]:
        return Machine.from_yaml, (self.to_yaml(),)

    def __repr__(self) -> str:
        return f"<Machine {self.name}: {' > '.join(self.levels)}>"

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.to_yaml())}</pre>"
