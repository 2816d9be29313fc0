# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Figures and the page of a study, with Plotly."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from ._html import table

if TYPE_CHECKING:
    from ._schedule import Result
    from ._study import Point, Study

UNITS = {"energy": "pJ", "edp": "pJ x cycles", "seconds": "s"}


def _title(objective: str) -> str:
    return f"{objective} ({UNITS[objective]})" if objective in UNITS else objective


def result_figure(result: Result) -> Any:
    """Energy by component and cycles of each layer, all runs."""
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    figure = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.06)
    names = [f"{i} {layer.name}" for i, layer in enumerate(result, start=1)]
    runs = [layer.layer.repeat for layer in result]
    parts = [layer.breakdown for layer in result]
    for component in parts[0] if parts else ():
        energy = [part[component] * n for part, n in zip(parts, runs)]
        figure.add_bar(x=names, y=energy, name=component, row=1, col=1)
    cycles = [layer.cycles * n for layer, n in zip(result, runs)]
    figure.add_trace(
        go.Bar(x=names, y=cycles, name="cycles", showlegend=False, marker_color="gray"),
        row=2,
        col=1,
    )
    figure.update_yaxes(title_text="energy (pJ)", row=1)
    figure.update_yaxes(title_text="cycles", row=2)
    figure.update_layout(
        barmode="stack", title=f"{result.network} on {result.machine.name}", height=600
    )
    return figure


def _hover(point: Point) -> str:
    lines = [f"design {point.design.number}"]
    lines += [f"{name}: {value}" for name, value in point.parameters.items()]
    lines += [f"{_title(k)}: {v:.6g}" for k, v in point.objectives.items()]
    return html.escape("\n".join(lines)).replace("\n", "<br>")


def front_figure(study: Study) -> Any:
    """The first two objectives of all designs that are known; a third one colors
    the front."""
    import plotly.graph_objects as go

    x, y = (*study.objectives, study.objectives[0])[:2]
    front = study.pareto()
    numbers = {point.design.number for point in front}
    others = [p for p in study if p.is_known and p.design.number not in numbers]
    figure = go.Figure()
    for name, points, mode, color in (
        ("other designs", others, "markers", "lightgray"),
        ("Pareto front", front, "lines+markers", "crimson"),
    ):
        figure.add_scatter(
            x=[point.objectives[x] for point in points],
            y=[point.objectives[y] for point in points],
            text=[_hover(point) for point in points],
            hoverinfo="text",
            mode="markers" if len(study.objectives) > 2 else mode,
            line_shape="hv",
            marker={"color": color, "size": 8},
            name=name,
        )
    if len(study.objectives) > 2:
        third = study.objectives[2]
        figure.data[-1].marker = {
            "color": [point.objectives[third] for point in front],
            "colorscale": "Viridis",
            "colorbar": {"title": _title(third)},
            "size": 10,
        }
    figure.update_layout(
        xaxis_title=_title(x),
        yaxis_title=_title(y),
        height=500,
        legend={"orientation": "h", "y": 1.12},
    )
    figure.update_xaxes(exponentformat="e")
    figure.update_yaxes(exponentformat="e")
    return figure


def _axis(name: str, values: list[Any]) -> dict[str, Any]:
    """A parameter or an objective; words stand at even distances."""
    if all(isinstance(v, (int, float)) for v in values):
        return {"label": name, "values": values}
    words = list(dict.fromkeys(map(str, values)))
    return {
        "label": name,
        "values": [words.index(str(v)) for v in values],
        "tickvals": list(range(len(words))),
        "ticktext": words,
    }


def parallel_figure(study: Study) -> Any:
    """Parameters and objectives of all designs that are known; the front is
    dark."""
    import plotly.graph_objects as go

    points = [point for point in study if point.is_known]
    front = {point.design.number for point in study.pareto()}
    axes = [
        _axis(name, [point.parameters[name] for point in points])
        for name in study.space.parameters
    ]
    axes += [
        _axis(_title(name), [point.objectives[name] for point in points])
        for name in study.objectives
    ]
    line = {
        "color": [int(p.design.number in front) for p in points],
        "colorscale": [[0, "lightgray"], [1, "crimson"]],
        "cmin": 0,
        "cmax": 1,
    }
    figure = go.Figure(go.Parcoords(line=line, dimensions=axes))
    figure.update_layout(height=420)
    return figure


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font-family: sans-serif; max-width: 75em; margin: 2em auto; color: #222; }}
table {{ border-collapse: collapse; font-size: 0.85em; }}
th, td {{ border-bottom: 1px solid #ddd; padding: 0.25em 0.7em; text-align: right; }}
</style></head><body>
<h1>{title}</h1>
<p>{summary}</p>
<h2>Pareto front</h2>{front}
<h2>Parameters</h2>{parallel}
<h2>Designs on the front</h2><div style="overflow-x: auto">{table}</div>
</body></html>
"""


def study_page(study: Study) -> str:
    """One file without links: the scripts are inside."""
    front = front_figure(study).to_html(
        full_html=False, include_plotlyjs=True, div_id="front"
    )
    parallel = parallel_figure(study).to_html(
        full_html=False, include_plotlyjs=False, div_id="parallel"
    )
    names = ", ".join(network.name for network in study.networks)
    title = f"{names} on {study.space.machine.name}"
    options = ", ".join(f"{k} {v}" for k, v in study.options.items() if v)
    return _PAGE.format(
        title=html.escape(title),
        summary=html.escape(f"{repr(study)[1:-1]}; {options}"),
        front=front,
        parallel=parallel,
        table=table("", [point.to_row() for point in study.pareto()]),
    )
