# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Schedules: how a layer runs on a machine, and what that costs."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, overload

from . import _core
from ._core import Error, Layer
from ._frozen import Frozen
from ._html import table
from ._machine import Machine
from ._network import Network, layer_row


@dataclass(frozen=True)
class Schedule:
    """How the loops of a layer are cut, placed and ordered.

    tiles: for each level, outermost first, the piece that one of its steps
    hands inward, in iterations of K, B, P, Q, C, R, S, G (and D, T).
    orders: for each memory its loops, outermost first, as in ``"KBPQCRSG"``.
    """

    tiles: Mapping[str, tuple[int, ...]]
    orders: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """The fields of a schedule in JSON Lines (docs/configuration.md)."""
        return {
            "tiles": {level: list(tile) for level, tile in self.tiles.items()},
            "orders": dict(self.orders),
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Schedule:
        tiles = {level: tuple(tile) for level, tile in fields["tiles"].items()}
        return cls(tiles, dict(fields.get("orders", {})))

    def __hash__(self) -> int:
        return hash(json.dumps(self.to_dict()))


class LayerResult(Frozen):
    """One layer on one machine: a schedule and its cost. Immutable.

    Costs are of one run of the layer.
    """

    machine: Machine
    _answer: _core.Answer
    _model: str
    _place: tuple[int, str]

    def __init__(
        self, answer: _core.Answer, machine: Machine, model: str, place: tuple[int, str]
    ) -> None:
        super().__init__(_answer=answer, machine=machine, _model=model, _place=place)

    @property
    def layer(self) -> Layer:
        return self._answer.layer

    @property
    def name(self) -> str:
        return self.layer.name

    @property
    def energy(self) -> float:
        """pJ."""
        return self._answer.energy

    @property
    def cycles(self) -> float:
        """Cycles of the machine's clock."""
        return self._answer.cycles

    @property
    def edp(self) -> float:
        """Energy times cycles (pJ)."""
        return self.energy * self.cycles

    @property
    def utilization(self) -> float:
        """Share of the machine's multipliers in use, at most 1."""
        return self._answer.utilization

    @property
    def optimal(self) -> bool:
        """Proven: no schedule costs less, under the options of the search."""
        return self._answer.optimal

    @property
    def lower_bound(self) -> float | None:
        """Proven: no schedule costs less, in units of the metric. None if the
        schedule was given."""
        return self._fields.get("lower_bound")

    @property
    def imperfect_saves(self) -> float | None:
        """Share of the metric, as 0.123, that ``factors="imperfect"`` saves at
        least. None if that is under 5%, or was not looked for."""
        return self._fields.get("imperfect_saves")

    @cached_property
    def _fields(self) -> dict[str, Any]:
        return json.loads(self._answer.json(1, "", True))

    @property
    def schedule(self) -> Schedule:
        return Schedule.from_dict(self._fields)

    @property
    def breakdown(self) -> dict[str, float]:
        """pJ by component, outermost first: dynamic and static energy."""
        fields = self._fields
        parts = {
            name: memory["energy"] + memory["static"]
            for name, memory in fields["memories"].items()
        }
        return parts | {"MAC": fields["mac_energy"] + fields["mac_static"]}

    def to_json(self) -> str:
        """The line that the command prints with ``--format=json``."""
        return self._answer.json(*self._place)

    def to_row(self) -> dict[str, Any]:
        """The fields of a table: pJ and cycles of one run."""
        return layer_row(self.layer) | {
            "energy": self.energy,
            "cycles": self.cycles,
            "utilization": self.utilization,
            "optimal": self.optimal,
        }

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LayerResult):
            return NotImplemented
        same = (self.machine, self._model) == (other.machine, other._model)
        return same and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.to_json(), self.machine, self._model)

    def __repr__(self) -> str:
        proof = ", optimal" if self.optimal else ""
        return (
            f"<LayerResult {self.name} on {self.machine.name}: "
            f"{self.energy:.6g} pJ, {self.cycles:.6g} cycles, "
            f"{self.utilization:.1%} utilization{proof}>"
        )

    def __str__(self) -> str:
        """The loop nest and every cost, as the command's analyzer prints it."""
        return self._answer.text()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def _read(text: str, machine: Machine, model: str) -> list[LayerResult]:
    """Lines of `LayerResult.to_json`, the costs computed again."""
    answers = _core.read_records(text, "results", machine._accelerator, model)
    results = []
    for line, answer in zip(filter(str.strip, text.splitlines()), answers):
        fields = json.loads(line)
        if "optimal" in fields:
            answer = answer.with_search(
                *(
                    fields.get(k)
                    for k in (
                        "optimal",
                        "lower_bound",
                        "evaluated",
                        "seconds",
                        "imperfect_saves",
                    )
                )
            )
        place = (fields.get("record", 1), fields.get("network", ""))
        results.append(LayerResult(answer, machine, model, place))
    return results


def _restore(line: str, machine: Machine, model: str) -> LayerResult:
    return _read(line, machine, model)[0]


class Result(Frozen, Sequence[LayerResult]):
    """A scheduled network. Immutable. Totals count all runs of each layer."""

    network: str
    machine: Machine
    layers: tuple[LayerResult, ...]

    def __init__(
        self, network: str, machine: Machine, layers: Sequence[LayerResult]
    ) -> None:
        super().__init__(network=network, machine=machine, layers=tuple(layers))

    @property
    def total_energy(self) -> float:
        """pJ."""
        return float(sum(r.energy * r.layer.repeat for r in self))

    @property
    def total_cycles(self) -> float:
        """Cycles of the machine's clock, one layer after the other."""
        return float(sum(r.cycles * r.layer.repeat for r in self))

    @property
    def total_edp(self) -> float:
        """Total energy times total cycles (pJ)."""
        return self.total_energy * self.total_cycles

    @property
    def optimal(self) -> bool:
        """All layers are proven."""
        return all(r.optimal for r in self)

    def to_pandas(self) -> Any:
        """A DataFrame with a row per layer: its loops, the pJ and cycles of one
        run, and the pJ of each component."""
        import pandas

        return pandas.DataFrame(
            [
                r.to_row() | {f"{k} (pJ)": v for k, v in r.breakdown.items()}
                for r in self
            ]
        )

    def to_jsonl(self) -> str:
        """What the command prints with ``--format=json``."""
        return "".join(r.to_json() for r in self)

    @classmethod
    def from_jsonl(
        cls, text: str, machine: str | Machine, cost_model: str = "exact"
    ) -> Result:
        """Reads what `to_jsonl` or the command wrote for this machine, and
        computes the costs again."""
        machine = Machine.load(machine)
        layers = _read(text, machine, cost_model)
        return cls(layers[0]._place[1] if layers else "", machine, layers)

    def save_html(self, path: str | os.PathLike[str]) -> None:
        """Writes the page of the command's ``--report``: charts, roofline and
        loop nests, in one file without scripts."""
        title = f"{self.network} on {self.machine.name}"
        page = _core.html(title, [r._answer for r in self], self.network)
        Path(path).write_text(page, encoding="utf-8")

    def plot(self) -> Any:
        """A Plotly figure: energy by component and cycles of each layer."""
        from ._plot import result_figure

        return result_figure(self)

    def __len__(self) -> int:
        return len(self.layers)

    @overload
    def __getitem__(self, index: int) -> LayerResult: ...
    @overload
    def __getitem__(self, index: slice) -> Result: ...
    def __getitem__(self, index: int | slice) -> LayerResult | Result:
        if isinstance(index, slice):
            return Result(self.network, self.machine, self.layers[index])
        return self.layers[index]

    def __iter__(self) -> Iterator[LayerResult]:
        return iter(self.layers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        mine, others = (self.network, self.layers), (other.network, other.layers)
        return mine == others

    def __hash__(self) -> int:
        return hash((self.network, self.layers))

    def __reduce__(self) -> tuple[Any, ...]:
        return Result, (self.network, self.machine, self.layers)

    def __repr__(self) -> str:
        proven = sum(r.optimal for r in self)
        return (
            f"<Result {self.network} on {self.machine.name}: "
            f"{self.total_energy * 1e-6:.3f} uJ, {self.total_cycles:.0f} cycles, "
            f"{proven}/{len(self)} optimal>"
        )

    def _repr_html_(self) -> str:
        return table(repr(self), [r.to_row() for r in self])


def shapes(layers: Sequence[Layer]) -> tuple[list[Layer], list[int]]:
    """The distinct loop nests among layers, and which one each layer is."""
    distinct: dict[Any, int] = {}
    which = []
    first: list[Layer] = []
    for layer in layers:
        key = (layer.bounds, layer.stride, layer.dilation)
        if key not in distinct:
            distinct[key] = len(first)
            first.append(layer)
        which.append(distinct[key])
    return first, which


def watch(
    progress: bool, total: int, what: str
) -> tuple[Callable[[int], None] | None, Any]:
    """A function that moves a bar to a count, and the bar."""
    if not progress:
        return None, None
    from tqdm.auto import tqdm

    bar = tqdm(total=total, desc=what)
    return (lambda done: bar.update(done - bar.n) and None), bar


def schedule(
    network: Network | Layer | str | os.PathLike[str],
    machine: Machine | Mapping[str, Any] | str | os.PathLike[str],
    *,
    metric: str = "energy",
    optimizer: str = "optimal",
    dataflow: str = "fixed",
    factors: str = "auto",
    cost_model: str = "exact",
    max_evaluations: int = 0,
    threads: int = 0,
    progress: bool = False,
) -> Result:
    """The best schedule of each layer, each distinct one searched once.

    network, machine: or what their ``load`` takes; one layer is a network.
    metric: "energy" (pJ), "cycle" or "edp" (energy times cycles).
    optimizer: "optimal" (proven), "bottom-up" (the published heuristic),
    "brute-force" (every schedule).
    dataflow: "fixed" (loop orders of the machine, where it says) or "flexible".
    factors: "perfect" (tiles divide), "imperfect" (they need not), or "auto":
    imperfect with "optimal" and "exact", else perfect.
    cost_model: "exact" or "published" (docs/cost-model.md).
    max_evaluations: candidates of a layer to look at, then the best so far is
    given, unproven; 0: 500000 with imperfect factors, else no limit.
    threads: 0: one per core. The result does not depend on it.
    progress: a tqdm bar.

    Raises Error if a layer has no valid schedule. Ctrl-C ends the search.
    """
    if isinstance(network, Layer):
        network = Network(network.name, [network])
    network, machine = Network.load(network), Machine.load(machine)
    distinct, which = shapes(network.layers)
    update, bar = watch(progress, len(distinct), "scheduling")
    try:
        outcomes = _core.solve(
            distinct,
            [machine._accelerator] * len(distinct),
            metric=metric,
            optimizer=optimizer,
            dataflow=dataflow,
            factors=factors,
            cost_model=cost_model,
            max_evaluations=max_evaluations,
            threads=threads,
            savings=True,
            progress=update,
        )
    finally:
        if bar is not None:
            bar.close()
    layers, failures = [], []
    for i, (layer, at) in enumerate(zip(network, which), start=1):
        outcome = outcomes[at]
        if isinstance(outcome, str):
            failures.append(f"{network.name} layer {i} '{layer.name}': {outcome}")
        else:
            place = (i, network.name)
            layers.append(LayerResult(outcome.of(layer), machine, cost_model, place))
    if failures:
        more = [f"too many errors: {len(failures) - 20} more"] if failures[20:] else []
        raise Error("\n".join(failures[:20] + more))
    return Result(network.name, machine, layers)


def evaluate(
    layer: Layer,
    machine: Machine | Mapping[str, Any] | str | os.PathLike[str],
    schedule: Schedule | Mapping[str, Any] | str | os.PathLike[str],
    *,
    cost_model: str = "exact",
) -> LayerResult:
    """What a given schedule costs: the analyzer.

    schedule: tiles and orders, or the same as the fields of a line of JSON
    ("tiles" and "orders", or "rows" and "dataflow"), or the path of a ``.cfg``
    table (docs/configuration.md).

    Raises Error, at its place, if the schedule is not valid.
    """
    machine = Machine.load(machine)
    if isinstance(schedule, (str, os.PathLike)):
        path = os.fspath(schedule)
        text = Path(path).read_text(encoding="utf-8-sig")
        answer = _core.read_table(text, path, layer, machine._accelerator, cost_model)
    else:
        fields = (
            schedule.to_dict() if isinstance(schedule, Schedule) else dict(schedule)
        )
        record = {
            "layer": layer.name,
            "bounds": layer.bounds,
            "stride": layer.stride,
            "dilation": layer.dilation,
            "repeat": layer.repeat,
        }
        line = json.dumps(fields | record)
        answer = _core.read_records(line, "schedule", machine._accelerator, cost_model)[
            0
        ]
    return LayerResult(answer, machine, cost_model, (1, ""))
