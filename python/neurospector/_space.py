# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Design spaces: one machine, and the values that its quantities may have."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ._core import Error
from ._frozen import Frozen
from ._html import table
from ._machine import Machine


@dataclass(frozen=True)
class Design:
    """One machine of a space, and the values that make it."""

    number: int  #: in its space, from 0
    parameters: Mapping[str, Any]
    machine: Machine

    def __repr__(self) -> str:
        values = ", ".join(f"{k}={v}" for k, v in self.parameters.items())
        return f"<Design {self.number}: {values}>"


class Space(Frozen, Sequence[Design]):
    """All combinations of some quantities of a machine. Immutable.

    machine: what ``Machine.load`` takes.
    parameters: for each path of the machine (`Machine`) its values, as a
    ``.yaml`` file has them.
    where: machines for which it is false are left out.
    derive: quantities that follow from others, by path: each is called with the
    machine, in which those before it are set. ``where`` sees them.

    The last parameter changes fastest. Raises Error if a machine is not valid.
    """

    machine: Machine
    parameters: Mapping[str, tuple[Any, ...]]
    designs: tuple[Design, ...]

    def __init__(
        self,
        machine: Machine | Mapping[str, Any] | str | os.PathLike[str],
        parameters: Mapping[str, Sequence[Any]],
        *,
        where: Callable[[Machine], bool] | None = None,
        derive: Mapping[str, Callable[[Machine], Any]] | None = None,
    ) -> None:
        machine = Machine.load(machine)
        listed = {path: tuple(values) for path, values in parameters.items()}
        for path, values in listed.items():
            if isinstance(parameters[path], str) or not values:
                raise Error(f"'{path}': expected a list of values")
        designs: list[Design] = []
        for combination in itertools.product(*listed.values()):
            chosen = dict(zip(listed, combination))
            made = machine.replace(chosen)
            for path, follow in (derive or {}).items():
                made = made.replace({path: follow(made)})
            if where is None or where(made):
                designs.append(Design(len(designs), chosen, made))
        super().__init__(machine=machine, parameters=listed, designs=tuple(designs))

    def __len__(self) -> int:
        return len(self.designs)

    def __getitem__(self, index: Any) -> Any:
        return self.designs[index]

    def __iter__(self) -> Iterator[Design]:
        return iter(self.designs)

    def __repr__(self) -> str:
        sizes = " x ".join(f"{k} ({len(v)})" for k, v in self.parameters.items())
        return f"<Space of {len(self)} designs of {self.machine.name}: {sizes}>"

    def _repr_html_(self) -> str:
        rows = [
            {"parameter": path, "values": ", ".join(map(str, values))}
            for path, values in self.parameters.items()
        ]
        return table(repr(self), rows)
