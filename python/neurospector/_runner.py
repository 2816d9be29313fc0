# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Many searches, in this process or through any executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import Any, NamedTuple

from . import _core
from ._core import Layer
from ._machine import Machine
from ._store import Optimum


class Task(NamedTuple):
    """Layers to schedule on one machine."""

    machine: Machine
    layers: Sequence[Layer]
    tag: Any  #: of the caller


def _optimum(outcome: _core.Answer | str) -> Optimum:
    if isinstance(outcome, str):
        return Optimum(float("nan"), float("nan"), 0.0, False, outcome)
    return Optimum(outcome.energy, outcome.cycles, outcome.lower_bound, outcome.optimal)


def _solve(
    tasks: Sequence[Task], options: Mapping[str, Any], threads: int
) -> list[list[Optimum]]:
    """The optima of each task."""
    layers = [layer for task in tasks for layer in task.layers]
    machines = [task.machine._accelerator for task in tasks for _ in task.layers]
    outcomes = iter(_core.solve(layers, machines, threads=threads, **options))
    return [[_optimum(next(outcomes)) for _ in task.layers] for task in tasks]


def solve_elsewhere(
    yaml: str, layers: Sequence[Layer], options: Mapping[str, Any]
) -> list[Optimum]:
    """One task, on one thread of a worker."""
    task = Task(Machine.from_yaml(yaml), layers, None)
    return _solve([task], options, threads=1)[0]


#: Searches between two looks at what is done: a second or two of work.
BATCH = 500
#: Tasks in flight: enough for hundreds of workers.
WINDOW = 1000


def _run_here(
    tasks: Iterable[Task], options: Mapping[str, Any], threads: int
) -> Iterator[list[tuple[Task, list[Optimum]]]]:
    batch: list[Task] = []

    def finish() -> list[tuple[Task, list[Optimum]]]:
        done = list(zip(batch, _solve(batch, options, threads)))
        batch.clear()
        return done

    for task in tasks:
        batch.append(task)
        if sum(len(t.layers) for t in batch) >= BATCH:
            yield finish()
    if batch:
        yield finish()


def _run_elsewhere(
    tasks: Iterable[Task], options: Mapping[str, Any], executor: Executor
) -> Iterator[list[tuple[Task, list[Optimum]]]]:
    waiting = iter(tasks)
    running: dict[Future[list[Optimum]], Task] = {}
    try:
        while True:
            for task in islice(waiting, WINDOW - len(running)):
                future = executor.submit(
                    solve_elsewhere, task.machine.to_yaml(), task.layers, options
                )
                running[future] = task
            if not running:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done
            # Those that failed last, so that the others are not lost.
            failed = [future for future in done if future.exception()]
            yield [(running.pop(f), f.result()) for f in done if f not in failed]
            for future in failed:
                future.result()
    finally:
        for future in running:
            future.cancel()


def run(
    tasks: Iterable[Task],
    options: Mapping[str, Any],
    executor: Executor | None,
    threads: int,
) -> Iterator[list[tuple[Task, list[Optimum]]]]:
    """Tasks with their optima as they are done, in any order. What an executor
    raises is raised once what was done is given."""
    if executor is None:
        return _run_here(tasks, options, threads)
    return _run_elsewhere(tasks, options, executor)
