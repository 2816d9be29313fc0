# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""What an exploration gives: points, and the front among them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ._frozen import Frozen
from ._html import table
from ._machine import Machine
from ._network import Network
from ._schedule import Result, schedule
from ._space import Design, Space


@dataclass(frozen=True)
class Point:
    """A design and what it costs."""

    design: Design
    #: "proven" (every layer has its optimum), "feasible" (a search gave up),
    #: "dropped" (it is proven not to be on the front) or "infeasible".
    status: str
    #: Values of the objectives; lower bounds of a dropped design.
    objectives: Mapping[str, float]
    #: pJ and cycles of each network, unless it was dropped or infeasible.
    networks: Mapping[str, tuple[float, float]]
    reason: str | None = None  #: why it is infeasible

    @property
    def parameters(self) -> Mapping[str, Any]:
        return self.design.parameters

    @property
    def machine(self) -> Machine:
        return self.design.machine

    @property
    def is_known(self) -> bool:
        """All layers were scheduled."""
        return self.status in ("proven", "feasible")

    def to_row(self) -> dict[str, Any]:
        row: dict[str, Any] = {"design": self.design.number, **self.parameters}
        row |= self.objectives if self.is_known else {}
        for network, (energy, cycles) in self.networks.items():
            row |= {f"{network} energy": energy, f"{network} cycles": cycles}
        return row | {"status": self.status}


def dominates(a: Sequence[float], b: Sequence[float]) -> bool:
    return all(x <= y for x, y in zip(a, b)) and any(x < y for x, y in zip(a, b))


def front_of(points: Iterable[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """The points that no other dominates, sorted."""
    front: list[tuple[float, ...]] = []
    for point in sorted(set(points)):
        if not any(dominates(other, point) for other in front):
            front.append(point)
    return front


class Study(Frozen):
    """An explored space. Immutable."""

    space: Space
    networks: tuple[Network, ...]
    objectives: tuple[str, ...]
    options: Mapping[str, Any]
    points: tuple[Point, ...]

    def __init__(
        self,
        space: Space,
        networks: Sequence[Network],
        objectives: Sequence[str],
        options: Mapping[str, Any],
        points: Sequence[Point],
    ) -> None:
        super().__init__(
            space=space,
            networks=tuple(networks),
            objectives=tuple(objectives),
            options=dict(options),
            points=tuple(points),
        )

    def _values(self, point: Point) -> tuple[float, ...]:
        return tuple(point.objectives[name] for name in self.objectives)

    @cached_property
    def _front(self) -> tuple[Point, ...]:
        known = [point for point in self.points if point.is_known]
        front = set(front_of(map(self._values, known)))
        best = [point for point in known if self._values(point) in front]
        return tuple(sorted(best, key=lambda p: (self._values(p), p.design.number)))

    def pareto(self) -> tuple[Point, ...]:
        """The designs that no other beats: none is as good in all objectives
        and better in one. Sorted by the objectives; equal ones are all there.
        """
        return self._front

    def schedule(self, point: Point, network: str | Network) -> Result:
        """The schedules of a network behind a point."""
        if isinstance(network, str):
            named = [n for n in self.networks if n.name == network]
            network = named[0] if named else Network.load(network)
        return schedule(network, point.machine, **self.options)

    def to_pandas(self) -> Any:
        """A DataFrame with a row per design: parameters, objectives, pJ and
        cycles of each network, status, and whether it is on the front."""
        import pandas

        front = {point.design.number for point in self.pareto()}
        return pandas.DataFrame(
            [p.to_row() | {"pareto": p.design.number in front} for p in self.points]
        )

    def plot(self) -> Any:
        """A Plotly figure of the first two objectives, with the front."""
        from ._plot import front_figure

        return front_figure(self)

    def save_html(self, path: str | os.PathLike[str]) -> None:
        """Writes a page that needs no network: the front with the parameters
        under the pointer, parallel coordinates, and a table."""
        from ._plot import study_page

        Path(path).write_text(study_page(self), encoding="utf-8")

    def __len__(self) -> int:
        return len(self.points)

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

    def __repr__(self) -> str:
        states = [point.status for point in self.points]
        counts = ", ".join(
            f"{states.count(s)} {s}" for s in dict.fromkeys(sorted(states))
        )
        return f"<Study of {len(self)} designs ({counts}): {len(self.pareto())} on the front>"

    def _repr_html_(self) -> str:
        return table(repr(self), [point.to_row() for point in self.pareto()])
