# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Exploration: the proven Pareto front of a design space."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from math import gcd, isnan
from pathlib import Path
from typing import Any

from . import _runner
from ._core import Error, Layer
from ._html import table
from ._machine import Machine
from ._network import Network
from ._schedule import Result, schedule, shapes, watch
from ._space import Design, Space
from ._store import Optimum, Store

Objective = str | Callable[[Machine], float]

#: Designs that are looked at together before some are dropped. Fixed, because
#: which ones are must not depend on where the work is done.
BLOCK = 32
#: Shares of the multiply-accumulates after which designs may be dropped.
STAGES = (0.4, 0.7, 0.9, 1.0)
#: Sums in another order may differ in the last digits.
ROUNDING = 1e-12


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


def _dominates(a: Sequence[float], b: Sequence[float]) -> bool:
    return all(x <= y for x, y in zip(a, b)) and any(x < y for x, y in zip(a, b))


def _spread(count: int) -> list[int]:
    """All numbers below count, the first ones far apart from each other: they
    tell early what is worth looking at."""
    step = max(round(count * 0.618), 1)
    while gcd(step, count) != 1:
        step += 1
    return [i * step % count for i in range(count)]


def front_of(points: Iterable[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """The points that no other dominates, sorted."""
    front: list[tuple[float, ...]] = []
    for point in sorted(set(points)):
        if not any(_dominates(other, point) for other in front):
            front.append(point)
    return front


class Study:
    """An explored space. Immutable."""

    def __init__(
        self,
        space: Space,
        networks: Sequence[Network],
        objectives: Sequence[str],
        options: Mapping[str, Any],
        points: Sequence[Point],
    ) -> None:
        self.space = space
        self.networks = tuple(networks)
        self.objectives = tuple(objectives)
        self.options = dict(options)
        self.points = tuple(points)

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


def _machine_key(machine: Machine) -> str:
    """Machines with the same key have the same optima: the name costs nothing,
    and without static power the frequency changes no pJ and no cycle."""
    data = machine.to_dict()
    del data["name"]
    if "static" not in data.get("compute", {}) and not any(
        "static" in level for level in data["levels"]
    ):
        del data["frequency"]
    return hashlib.sha256(repr(data).encode()).hexdigest()


def _layer_key(layer: Layer) -> str:
    return repr((layer.bounds, layer.stride, layer.dilation))


class _Costs:
    """What is known of one machine: pJ and cycles of each distinct layer."""

    def __init__(self, count: int) -> None:
        self.energy = array("d", [float("nan")]) * count
        self.cycles = array("d", [float("nan")]) * count
        self.proven = True
        self.reasons: dict[int, str] = {}  #: why layers have no schedule

    def put(self, at: int, optimum: Optimum) -> None:
        self.energy[at], self.cycles[at] = optimum.energy, optimum.cycles
        self.proven &= optimum.optimal
        if optimum.reason:
            self.reasons[at] = optimum.reason


class _Explorer:
    def __init__(
        self,
        space: Space,
        networks: Sequence[Network],
        objectives: Sequence[Objective],
        options: Mapping[str, Any],
    ) -> None:
        self.space, self.networks, self.options = space, networks, options
        self.objectives = {
            o if isinstance(o, str) else o.__name__: o for o in objectives
        }
        _check_objectives(objectives, self.objectives)
        everything = [layer for network in networks for layer in network]
        self.layers, which = shapes(everything)
        places = iter(which)
        self.places = [[next(places) for _ in network] for network in networks]
        self.runs = [0] * len(self.layers)
        for layer, at in zip(everything, which):
            self.runs[at] += layer.repeat
        self.keys = [_layer_key(layer) for layer in self.layers]
        self.machine_keys = [_machine_key(design.machine) for design in space]
        self.costs: dict[str, _Costs] = {}
        self.points: list[Point | None] = [None] * len(space)
        self.front: list[tuple[float, ...]] = []

    def identity(self) -> dict[str, Any]:
        """What a store must agree with."""
        designs = hashlib.sha256(repr(self.machine_keys).encode()).hexdigest()
        parameters = {k: list(map(str, v)) for k, v in self.space.parameters.items()}
        return {
            "machine": self.space.machine.name,
            "options": dict(self.options),
            "parameters": parameters,
            "designs": designs,
        }

    def stages(self) -> list[list[int]]:
        """The layers, those with most work first, in parts."""
        work = [l.macs * n for l, n in zip(self.layers, self.runs)]
        order = sorted(range(len(work)), key=lambda at: (-work[at], at))
        parts: list[list[int]] = [[] for _ in STAGES]
        done = 0
        for at in order:
            share = done / sum(work)
            parts[next(i for i, end in enumerate(STAGES) if share < end)].append(at)
            done += work[at]
        return [part for part in parts if part]

    def tasks(
        self, designs: Iterable[Design], part: Sequence[int]
    ) -> Iterator[_runner.Task]:
        """What is not known yet, each machine once."""
        asked = set()
        for design in designs:
            key = self.machine_keys[design.number]
            costs = self.costs[key]
            missing = [at for at in part if isnan(costs.energy[at])]
            if missing and not costs.reasons and key not in asked:
                asked.add(key)
                layers = [self.layers[at] for at in missing]
                yield _runner.Task(design.machine, layers, (key, missing))

    def recall(self, store: Store, design: Design) -> None:
        """Takes what the store has."""
        key = self.machine_keys[design.number]
        if key in self.costs:
            return
        costs = self.costs[key] = _Costs(len(self.layers))
        known = store.get(key)
        for at, name in enumerate(self.keys):
            if name in known:
                costs.put(at, known[name])

    def totals(self, design: Design, rest: bool) -> list[tuple[float, float]]:
        """pJ and cycles of each network; with rest, of what is not known the
        least that it can be."""
        costs = self.costs[self.machine_keys[design.number]]
        units = design.machine.mac_units
        sums = []
        for network, places in zip(self.networks, self.places):
            energy = cycles = 0.0
            for layer, at in zip(network, places):
                if not isnan(costs.energy[at]):
                    energy += costs.energy[at] * layer.repeat
                    cycles += costs.cycles[at] * layer.repeat
                elif rest and self.options["cost_model"] == "exact":
                    # A multiplier does one product per cycle.
                    cycles += layer.macs / units * layer.repeat
            sums.append((energy, cycles))
        return sums

    def values(
        self, design: Design, sums: Sequence[tuple[float, float]]
    ) -> tuple[float, ...]:
        """The objectives, of which each grows with pJ and with cycles."""
        energy = sum(e for e, _ in sums)
        cycles = sum(c for _, c in sums)
        hertz = design.machine["frequency"] * 1e6
        known = {
            "energy": energy,
            "cycles": cycles,
            "edp": energy * cycles,
            "seconds": cycles / hertz,
        }
        return tuple(
            known[o] if isinstance(o, str) else float(o(design.machine))
            for o in self.objectives.values()
        )

    def drop(self, design: Design) -> bool:
        """Some design that is known beats whatever this one may cost."""
        low = self.values(design, self.totals(design, rest=True))
        low = tuple(value * (1 - ROUNDING) if value > 0 else value for value in low)
        if not any(_dominates(other, low) for other in self.front):
            return False
        names = dict(zip(self.objectives, low))
        self.points[design.number] = Point(design, "dropped", names, {})
        return True

    def finish(self, design: Design) -> None:
        costs = self.costs[self.machine_keys[design.number]]
        if costs.reasons:
            at, reason = min(costs.reasons.items())
            reason = f"layer '{self.layers[at].name}': {reason}"
            point = Point(design, "infeasible", {}, {}, reason)
        else:
            sums = self.totals(design, rest=False)
            values = self.values(design, sums)
            self.front = front_of([*self.front, values])
            point = Point(
                design,
                "proven" if costs.proven else "feasible",
                dict(zip(self.objectives, values)),
                {network.name: s for network, s in zip(self.networks, sums)},
            )
        self.points[design.number] = point

    def run(
        self,
        store: Store,
        executor: Executor | None,
        threads: int,
        drop: bool,
        update: Callable[[int], None] | None,
    ) -> Study:
        stages = self.stages() if drop else [list(range(len(self.layers)))]
        size = BLOCK if drop or executor is None else _runner.WINDOW
        order = _spread(len(self.space))
        for start in range(0, len(order), size):
            block = [self.space[at] for at in order[start : start + size]]
            for design in block:
                self.recall(store, design)
            for part in stages:
                work = self.tasks(block, part)
                for done in _runner.run(work, self.options, executor, threads):
                    self.keep(store, done)
                if part is not stages[-1]:
                    block = [design for design in block if not self.drop(design)]
            for design in block:
                self.finish(design)
            if update:
                update(min(start + size, len(order)))
        return Study(
            self.space, self.networks, list(self.objectives), self.options, self.points
        )

    def keep(
        self, store: Store, done: Iterable[tuple[_runner.Task, list[Optimum]]]
    ) -> None:
        for task, optima in done:
            key, places = task.tag
            for at, optimum in zip(places, optima):
                self.costs[key].put(at, optimum)
            store.put(key, [(self.keys[at], o) for at, o in zip(places, optima)])
        store.commit()


def _check_objectives(
    given: Sequence[Objective], named: Mapping[str, Objective]
) -> None:
    words = ("energy", "cycles", "edp", "seconds")
    for name, objective in named.items():
        if isinstance(objective, str) and name not in words:
            raise Error(
                f"unknown objective '{name}': {', '.join(words)}, or a function of "
                "the machine"
            )
        if name == "<lambda>":
            raise Error("an objective needs a name: use def, not lambda")
    if not named or len(named) < len(given):
        raise Error("expected objectives with different names")


def explore(
    space: Space,
    networks: Network | str | Sequence[Network | str],
    objectives: Sequence[Objective] = ("energy", "cycles"),
    *,
    metric: str = "energy",
    optimizer: str = "optimal",
    dataflow: str = "fixed",
    cost_model: str = "exact",
    max_evaluations: int = 0,
    store: str | os.PathLike[str] | None = None,
    executor: Executor | None = None,
    threads: int = 0,
    drop: bool = True,
    progress: bool = False,
) -> Study:
    """Schedules the networks on every design, and finds the Pareto front.

    networks: or what ``Network.load`` takes.
    objectives: to be minimized: "energy" (pJ), "cycles", "edp" (energy times
    cycles) and "seconds", all over the networks together, and functions of the
    machine, such as an area. Costs are those of the schedules that are optimal
    for ``metric``; ``optimizer``, ``dataflow``, ``cost_model`` and
    ``max_evaluations`` are as of `schedule`.
    store: an SQLite file to which optima go as they are found, and from which
    they are taken: a study that was killed goes on where it was.
    executor: any ``concurrent.futures.Executor`` (processes, Dask, ...), whose
    workers have this package; None: this process, with ``threads`` (0: one per
    core). The study is the same, whatever does the work.
    drop: leave designs as soon as they are proven not to be on the front: one
    that is known is as good in all objectives as their lower bounds, and better
    in one. False: schedule all.
    progress: a tqdm bar.

    Raises Error if the store is of another study or version.
    """
    if isinstance(networks, (Network, str)):
        networks = [networks]
    loaded = [Network.load(network) for network in networks]
    if not loaded or len({network.name for network in loaded}) < len(loaded):
        raise Error("expected networks with different names")
    options = {
        "metric": metric,
        "optimizer": optimizer,
        "dataflow": dataflow,
        "cost_model": cost_model,
        "max_evaluations": max_evaluations,
    }
    explorer = _Explorer(space, loaded, objectives, options)
    kept = Store(":memory:" if store is None else store, explorer.identity())
    update, bar = watch(progress, len(space), "designs")
    try:
        return explorer.run(kept, executor, threads, drop, update)
    finally:
        kept.close()
        if bar is not None:
            bar.close()
