# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Small pieces of HTML for notebooks and pages."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any


def cell(value: Any) -> str:
    """A value for people: numbers with six digits at most."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1e5 else f"{value:.6g}"
    return html.escape(str(value))


def table(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows of equal keys below a title."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{cell(row.get(column, ''))}</td>" for column in columns)
        + "</tr>"
        for row in rows
    )
    return (
        f"<p>{html.escape(title)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
