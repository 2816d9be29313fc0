"""What the comparisons with other mappers share: ten layers on `gemmini`, loops of
another tool as tiles and orders of our levels, our optimum, and the table.

A mapper is a function `find(folder, bounds, stride, metric)` that gives a `Found`.
Both arrays of the machine are without `fill: systolic` here, which no other tool
models: 46 cycles a layer.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

DIMS = "KBPQCRSG"
RELEVANT = {"input": "BCPQRS", "weight": "KCRS", "output": "BKPQ"}

# name, K B P Q C R S, stride
LAYERS = [
    ("ResNet-50 7x7/2", [64, 1, 112, 112, 3, 7, 7], 2),
    ("ResNet-50 1x1, 56", [64, 1, 56, 56, 256, 1, 1], 1),
    ("ResNet-50 3x3, 56", [64, 1, 56, 56, 64, 3, 3], 1),
    ("ResNet-50 3x3, 28", [128, 1, 28, 28, 128, 3, 3], 1),
    ("ResNet-50 3x3, 7", [512, 1, 7, 7, 512, 3, 3], 1),
    ("MobileNetV2 1x1, 56", [144, 1, 56, 56, 24, 1, 1], 1),
    ("MobileNetV2 1x1, 7", [320, 1, 7, 7, 960, 1, 1], 1),
    ("BERT projection", [768, 128, 1, 1, 768, 1, 1], 1),
    ("BERT feed-forward", [3072, 128, 1, 1, 768, 1, 1], 1),
    ("Llama projection", [2048, 128, 1, 1, 2048, 1, 1], 1),
]


@dataclass
class Nest:
    """Loops in time, innermost first, each a dimension and its steps, and which are
    unrolled on an array: `{"ROWS": {"C": 16}}`. A store holds what the innermost
    loops need: `held` counts them for each of `register` (weights), `weight` and
    `input` (the scratchpad), and `output` (the accumulator)."""

    loops: list
    unrolled: dict
    held: dict


@dataclass
class Found:
    """What a mapper says of its best mapping: uJ or thousands of cycles by its own
    model, and seconds of search."""

    cost: float
    seconds: float
    nest: Nest


# --- Another tool's loops in our levels ---------------------------------------


def positions(loops, operand, held):
    """Where the store of an operand may be cut out of the loops, innermost first:
    after the `held` innermost ones, or with loops more or less that do not
    concern it."""
    result = {held}
    for step in (1, -1):
        at = held
        while 0 <= at < len(loops) if step > 0 else at > 0:
            if loops[at if step > 0 else at - 1][0] in RELEVANT[operand]:
                break
            at += step
            result.add(at)
    return result


def convert(nest, bounds):
    """Tiles, orders, and the outer one of the two memories; None if inputs and
    weights are cut apart in the scratchpad (an uneven mapping)."""
    loops, held = nest.loops, nest.held
    register = positions(loops, "weight", held["register"])
    weights = positions(loops, "weight", held["weight"])
    scratchpad = weights & positions(loops, "input", held["input"])
    accumulator = positions(loops, "output", held["output"])
    choices = [
        (s, a, r)
        for s in scratchpad
        for a in accumulator
        for r in register
        if r <= min(s, a)
    ]
    if not choices:
        return None
    # As in our machine if it can be, else with the accumulator outside.
    s, a, r = max(choices, key=lambda c: (c[0] >= c[1], c))

    def tile(count, arrays=("ROWS", "COLUMNS")):
        result = dict.fromkeys(DIMS, 1)
        for dim, size in loops[:count]:
            result[dim] *= size
        for array in arrays:
            for dim, size in nest.unrolled.get(array, {}).items():
                result[dim] *= size
        return [min(t, b) for t, b in zip(result.values(), [*bounds, 1])]

    outer, inner = ("SCRATCHPAD", "ACCUMULATOR") if s >= a else ("ACCUMULATOR", "SCRATCHPAD")
    first, second = max(s, a), min(s, a)
    tiles = {
        "DRAM": tile(first),
        outer: tile(second),
        inner: tile(r),
        "ROWS": tile(r, ["COLUMNS"]),
        "COLUMNS": tile(r, []),
        "WEIGHT_REGISTER": [1] * 8,
    }

    def order(begin, end):
        names = []
        for dim, _ in reversed(loops[begin:end]):
            if dim in names:
                names.remove(dim)  # one loop of ours, where the inner is
            names.append(dim)
        return "".join([d for d in "GKBPQCRS" if d not in names] + names)

    orders = {
        "DRAM": order(first, len(loops)),
        outer: order(second, first),
        inner: order(r, second),
        "WEIGHT_REGISTER": order(0, r),
    }
    return tiles, orders, outer


# --- Ours ---------------------------------------------------------------------


def neurospector(tool, *arguments):
    done = subprocess.run([tool, *arguments, "--format=json"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[0])


def write_machines(tool, folder, sliding):
    """`gemmini`, and the same with its two memories the other way round: which of
    two memories of different operands is the outer one is nothing that hardware
    has. The scratchpad may be `sliding`."""
    text = subprocess.run(
        [tool, "--accelerator=gemmini", "--print_accelerator=yaml"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    head, *levels = text.replace("    fill: systolic\n", "").split("  - ")
    names = [level.split()[1] for level in levels]
    s, a = names.index("SCRATCHPAD"), names.index("ACCUMULATOR")
    if sliding:
        levels[s] = levels[s].rstrip() + "\n    sliding: true\n"
    swapped = list(levels)
    swapped[s], swapped[a] = levels[a], levels[s]
    machines = {"SCRATCHPAD": levels, "ACCUMULATOR": swapped}
    for outer, parts in machines.items():
        machines[outer] = os.path.join(folder, f"{outer}.yaml")
        Path(machines[outer]).write_text("  - ".join([head, *parts]))
    return machines


def cost(record, metric):
    """uJ or thousands of cycles."""
    return record["total_energy"] * 1e-6 if metric == "energy" else record["total_cycle"] * 1e-3


def compare(tool, folder, layer, metric, find, sliding):
    """A row of the table; exits if a mapping of theirs is better than our optimum."""
    name, bounds, stride = layer
    machines = write_machines(tool, folder, sliding)
    record = {"layer": "layer", "bounds": [*bounds, 1], "stride": stride}
    path = os.path.join(folder, "network.jsonl")
    Path(path).write_text(json.dumps(record) + "\n")
    best = [
        neurospector(
            tool,
            f"--accelerator={m}",
            f"--network={path}",
            f"--metric={metric}",
            "--factors=perfect",
        )
        for m in machines.values()
    ]
    optimum = min(cost(b, metric) for b in best)
    found = find(folder, bounds, stride, metric)
    row = [name, f"{found.cost:.1f}"]
    converted = convert(found.nest, bounds)
    if converted is None:
        row += ["uneven", f"{optimum:.1f}", ""]
    else:
        tiles, orders, outer = converted
        Path(path).write_text(json.dumps({**record, "tiles": tiles, "orders": orders}) + "\n")
        ours = cost(
            neurospector(
                tool,
                "--run_type=analyzer",
                f"--accelerator={machines[outer]}",
                f"--scheduling_table={path}",
            ),
            metric,
        )
        if ours < optimum * (1 - 1e-9):
            sys.exit(f"{name}: {ours} is better than the optimum {optimum}: {tiles} {orders}")
        row += [f"{ours:.1f}", f"{optimum:.1f}", f"{100 * (ours / optimum - 1):+.1f} %"]
    row += [f"{found.seconds:.1f}", f"{sum(b['seconds'] for b in best):.3f}"]
    print("| " + " | ".join(row) + " |", flush=True)


def add_options(parser):
    parser.add_argument("--tool", default="neurospector")
    parser.add_argument("--metric", choices=["energy", "cycle"], default="energy")
    parser.add_argument("--layer", type=int, help="only this one, from 1")


def print_table(given, title, find, sliding=False):
    """The rows of all layers, or of the one given; `sliding` is of our scratchpad."""
    logging.disable(logging.CRITICAL)
    unit = "uJ" if given.metric == "energy" else "1000 cycles"
    name = title.split()[0]
    titles = [f"{given.metric}, {unit}", f"{title}, its model", "its mapping, our model"]
    titles += ["our optimum", "excess", f"{name}, s", "ours, s"]
    print("| " + " | ".join(titles) + " |")
    print("| --- |" + " ---: |" * (len(titles) - 1))
    for layer in LAYERS if given.layer is None else [LAYERS[given.layer - 1]]:
        with tempfile.TemporaryDirectory() as folder:
            compare(given.tool, folder, layer, given.metric, find, sliding)
