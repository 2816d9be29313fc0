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
from math import gcd, isnan, prod
from typing import Any

from . import _bounds, _runner
from ._core import Error, Layer
from ._machine import Machine
from ._network import Network
from ._schedule import shapes, watch
from ._space import Design, Space
from ._store import Optimum, Store
from ._study import Point, Study, dominates, front_of

Objective = str | Callable[[Machine], float]

#: Designs that are scheduled side by side before some are dropped, at most.
#: Fixed, because which ones are must not depend on where the work is done.
BLOCK = 32
#: Bounds by box are worth their time in spaces of so many designs per box.
DESIGNS_PER_BOX = 8
#: Shares of the multiply-accumulates after which designs may be dropped.
STAGES = (0.4, 0.7, 0.9, 1.0)
#: Sums in another order may differ in the last digits.
ROUNDING = 1e-12


def _spread(count: int) -> list[int]:
    """All numbers below count, the first ones far apart from each other: they
    tell early what is worth looking at."""
    step = max(round(count * 0.618), 1)
    while gcd(step, count) != 1:
        step += 1
    return [i * step % count for i in range(count)]


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
        self.bound = array("d", [0.0]) * count
        self.proven = True
        self.reasons: dict[int, str] = {}  #: why layers have no schedule

    def put(self, at: int, optimum: Optimum) -> None:
        self.energy[at], self.cycles[at] = optimum.energy, optimum.cycles
        self.bound[at] = optimum.bound
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
        executor: Executor | None,
        threads: int,
    ) -> None:
        self.space, self.networks, self.options = space, networks, options
        self.executor, self.threads = executor, threads
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
        #: Of each design, the least pJ and cycles of each layer.
        self.floors: dict[int, tuple[Sequence[float], Sequence[float]]] = {}
        self.points: dict[int, Point] = {}
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

    def solve(
        self,
        store: Store,
        machines: Iterable[tuple[str, Machine]],
        part: Sequence[int],
        **options: str,
    ) -> None:
        """Finds out what is not known yet of machines, each under its key."""

        def tasks() -> Iterator[_runner.Task]:
            for key, machine in dict(machines).items():
                costs = self.costs[key]
                missing = [at for at in part if isnan(costs.energy[at])]
                if missing and not costs.reasons:
                    layers = [self.layers[at] for at in missing]
                    yield _runner.Task(machine, layers, (key, missing))

        chosen = {**self.options, **options}
        for done in _runner.run(tasks(), chosen, self.executor, self.threads):
            for task, optima in done:
                key, places = task.tag
                for at, optimum in zip(places, optima):
                    self.costs[key].put(at, optimum)
                store.put(key, [(self.keys[at], o) for at, o in zip(places, optima)])
            store.commit()

    def recall(self, store: Store, key: str) -> None:
        """Takes what the store has."""
        if key in self.costs:
            return
        costs = self.costs[key] = _Costs(len(self.layers))
        known = store.get(key)
        for at, name in enumerate(self.keys):
            if name in known:
                costs.put(at, known[name])

    def bound(self, store: Store) -> None:
        """Bounds each design by the boxes that it is in."""
        boxes = _bounds.boxes(self.space)
        few = len(self.space) < DESIGNS_PER_BOX * len(boxes)
        if few or self.options["cost_model"] != "exact":
            return
        everything = range(len(self.layers))
        bounds = []
        for metric in ("energy", "cycle"):
            keys = [f"{_machine_key(box.machine)} {metric}" for box in boxes]
            for key in keys:
                self.recall(store, key)
            machines = zip(keys, (box.machine for box in boxes))
            self.solve(store, machines, everything, metric=metric, optimizer="optimal")
            bounds.append([self.costs[key].bound for key in keys])
        inside: dict[int, list[int]] = {}
        for at, box in enumerate(boxes):
            for number in box.designs:
                inside.setdefault(number, []).append(at)
        for number, ats in inside.items():
            energy, cycles = (
                array("d", map(max, *(of[at] for at in ats), of[ats[0]]))
                for of in bounds
            )
            self.floors[number] = (energy, cycles)

    def totals(self, design: Design, rest: bool) -> list[tuple[float, float]]:
        """pJ and cycles of each network; with rest, of what is not known the
        least that it can be."""
        costs = self.costs[self.machine_keys[design.number]]
        # A multiplier does one product per cycle.
        units = design.machine.mac_units if rest else 1
        floors = self.floors.get(design.number)
        sums = []
        for network, places in zip(self.networks, self.places):
            energy = cycles = 0.0
            for layer, at in zip(network, places):
                if not isnan(costs.energy[at]):
                    energy += costs.energy[at] * layer.repeat
                    cycles += costs.cycles[at] * layer.repeat
                elif floors:
                    energy += floors[0][at] * layer.repeat
                    cycles += floors[1][at] * layer.repeat
                elif self.options["cost_model"] == "exact":
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

    def low(self, design: Design) -> tuple[float, ...]:
        """The least that the objectives of a design may be."""
        values = self.values(design, self.totals(design, rest=True))
        return tuple(v * (1 - ROUNDING) if v > 0 else v for v in values)

    def drop(self, design: Design) -> bool:
        """Some design that is known beats whatever this one may cost."""
        low = self.low(design)
        if not any(dominates(other, low) for other in self.front):
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

    def order(self) -> list[Design]:
        """The designs that promise most first, so that the others are dropped
        early."""
        designs = [self.space[at] for at in _spread(len(self.space))]
        if self.floors:
            designs.sort(key=lambda design: prod(self.low(design)))
        return designs

    def run(
        self, store: Store, drop: bool, update: Callable[[int], None] | None
    ) -> Study:
        stages = self.stages() if drop else [list(range(len(self.layers)))]
        for key in self.machine_keys:
            self.recall(store, key)
        if drop:
            self.bound(store)
        waiting = self.order()
        most = BLOCK if drop or self.executor is None else _runner.WINDOW
        size = 4 if self.floors else most
        while waiting:
            block, waiting = waiting[:size], waiting[size:]
            size = min(2 * size, most)
            for part in stages:
                if drop:
                    block = [design for design in block if not self.drop(design)]
                keys = (self.machine_keys[design.number] for design in block)
                machines = zip(keys, (design.machine for design in block))
                self.solve(store, machines, part)
            for design in block:
                self.finish(design)
            if update:
                update(len(self.space) - len(waiting))
        points = [self.points[design.number] for design in self.space]
        return Study(
            self.space, self.networks, list(self.objectives), self.options, points
        )


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
    factors: str = "perfect",
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
    for ``metric``; ``optimizer``, ``dataflow``, ``factors``,
    ``cost_model`` and ``max_evaluations`` are as of `schedule`, but that factors
    are perfect: many designs are searched in the time that one takes with others.
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
        "factors": factors,
        "cost_model": cost_model,
        "max_evaluations": max_evaluations,
    }
    explorer = _Explorer(space, loaded, objectives, options, executor, threads)
    kept = Store(":memory:" if store is None else store, explorer.identity())
    update, bar = watch(progress, len(space), "designs")
    try:
        return explorer.run(kept, drop, update)
    finally:
        kept.close()
        if bar is not None:
            bar.close()
