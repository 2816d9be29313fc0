# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Optima in an SQLite file, so that no work is done twice."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from . import _core
from ._core import Error

FORMAT = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS study(key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS name(id INTEGER PRIMARY KEY, text TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS optimum(
  machine INTEGER, layer INTEGER, energy REAL, cycles REAL, bound REAL,
  optimal INTEGER, reason TEXT, PRIMARY KEY(machine, layer)) WITHOUT ROWID;
"""


class Optimum(NamedTuple):
    """The least cost of a layer on a machine."""

    energy: float  #: pJ
    cycles: float
    bound: float  #: proven of all schedules, in units of the metric
    optimal: bool  #: proven
    reason: str | None = None  #: why there is no schedule


class Store:
    """A file with the optima of one study; ":memory:" is none.

    Machines and layers are any texts that stand for them. What was put in
    before `commit` survives whatever happens to the process.
    """

    def __init__(
        self, path: str | os.PathLike[str], identity: Mapping[str, Any]
    ) -> None:
        self.path = os.fspath(path)
        try:
            self._db = sqlite3.connect(self.path)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            raise Error(f"store '{self.path}': {error}") from error
        self._check({"format": FORMAT, "version": _core.VERSION, **identity})
        self._ids = dict(self._db.execute("SELECT text, id FROM name"))

    def _check(self, identity: Mapping[str, Any]) -> None:
        """It belongs to the same study, or is new."""
        known = dict(self._db.execute("SELECT key, value FROM study"))
        for key, value in identity.items():
            text = json.dumps(value)
            if known and known.get(key) != text:
                raise Error(
                    f"store '{self.path}' is of another study: its {key} is "
                    f"{known.get(key, 'unknown')[:200]}, not {text[:200]}; "
                    "give another file, or remove it"
                )
        if not known:
            self._db.executemany(
                "INSERT INTO study VALUES(?, ?)",
                [(key, json.dumps(value)) for key, value in identity.items()],
            )
            self._db.commit()

    def _id(self, text: str) -> int:
        if text not in self._ids:
            cursor = self._db.execute("INSERT INTO name(text) VALUES(?)", (text,))
            self._ids[text] = cursor.lastrowid
        return self._ids[text]

    def get(self, machine: str) -> dict[str, Optimum]:
        """All that is known of a machine, by layer."""
        if machine not in self._ids:
            return {}
        rows = self._db.execute(
            "SELECT text, energy, cycles, bound, optimal, reason FROM optimum "
            "JOIN name ON name.id = layer WHERE machine = ?",
            (self._ids[machine],),
        )
        # SQLite has no NaN: it keeps NULL instead.
        nan = float("nan")
        return {
            layer: Optimum(
                nan if energy is None else energy,
                nan if cycles is None else cycles,
                bound,
                bool(proven),
                why,
            )
            for layer, energy, cycles, bound, proven, why in rows
        }

    def put(self, machine: str, optima: Iterable[tuple[str, Optimum]]) -> None:
        at = self._id(machine)
        self._db.executemany(
            "INSERT OR REPLACE INTO optimum VALUES(?, ?, ?, ?, ?, ?, ?)",
            [(at, self._id(layer), *optimum) for layer, optimum in optima],
        )

    def commit(self) -> None:
        self._db.commit()

    def close(self) -> None:
        self._db.commit()
        self._db.close()
