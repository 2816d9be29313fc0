#!/usr/bin/env python3
"""Mappings that ZigZag finds on `gemmini`, costed by us, beside our optimum.

    python3 -m venv zigzag && zigzag/bin/pip install zigzag-dse==3.9.1 six
    zigzag/bin/python utils/compare_zigzag.py --tool build/bin/neurospector

Ten layers. ZigZag (LOMA, even and uneven mappings) gets the same memories: half
of those that are double-buffered here, since it has no such flag, the same
energy per element, and C and K on the array. Its loops are written as tiles of
our levels. Prints the table of docs/validation.md.
"""

import argparse
import contextlib
import io
import json
import logging
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DIMS = {"K": 0, "B": 1, "OY": 2, "OX": 3, "C": 4, "FY": 5, "FX": 6, "G": 7}
RELEVANT = {
    "I": {"B", "C", "OY", "OX", "FY", "FX"},
    "W": {"K", "C", "FY", "FX"},
    "O": {"B", "K", "OY", "OX"},
}

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


# --- ZigZag -------------------------------------------------------------------


def memory(name, size, energy, width, operands, ports):
    """`energy` is per access of `width` bits, `ports` are lists of directions."""
    element = 32 if operands == ["O"] else 8
    return {
        "size": size,
        "r_cost": energy,
        "w_cost": energy,
        "area": 0,
        "latency": 1,
        "operands": operands,
        "ports": [
            {
                "name": {"read": "r", "write": "w", "read_write": "rw"}[kind] + f"_port_{i}",
                "type": kind,
                "bandwidth_min": min(element, width),
                "bandwidth_max": width,
                "allocation": uses,
            }
            for i, (kind, uses) in enumerate(ports)
        ],
        "served_dimensions": [] if name == "rf" else ["D1", "D2"],
    }


def hardware():
    """configs/accelerators/gemmini.yaml in ZigZag's terms: energies per access of
    the whole width, which are 16 elements."""
    parts = {
        "rf": (8, 0.03, 8, ["I2"], [("read", ["I2, tl"]), ("write", ["I2, fh"])]),
        "accumulator": (
            32 * 1024 * 8,
            160,
            512,
            ["O"],
            [("read", ["O, tl", "O, th"]), ("write", ["O, fh", "O, fl"])],
        ),
        "scratchpad": (
            128 * 1024 * 8,
            56,
            128,
            ["I1", "I2"],
            [
                ("read", ["I1, tl"]),
                ("write", ["I1, fh"]),
                ("read", ["I2, tl"]),
                ("write", ["I2, fh"]),
            ],
        ),
        "dram": (
            10**10,
            2560,
            128,
            ["I1", "I2", "O"],
            [
                (
                    "read_write",
                    [f"{op}, {way}" for op in ("I1", "I2") for way in ("fh", "tl")]
                    + [f"O, {way}" for way in ("fh", "tl", "fl", "th")],
                )
            ],
        ),
    }
    return {
        "name": "gemmini",
        "memories": {name: memory(name, *values) for name, values in parts.items()},
        "operational_array": {
            "unit_energy": 0.3,
            "unit_area": 1,
            "dimensions": ["D1", "D2"],
            "sizes": [16, 16],
        },
    }


MAPPING = [
    {
        "name": "default",
        "spatial_mapping": {"D1": ["C, 16"], "D2": ["K, 16"]},
        "memory_operand_links": {"O": "O", "W": "I2", "I": "I1"},
    }
]


def workload(bounds, stride):
    K, B, P, Q, C, R, S = bounds
    return [
        {
            "id": 0,
            "name": "layer",
            "operator_type": "Conv",
            "equation": "O[b][k][oy][ox]+=W[k][c][fy][fx]*I[b][c][iy][ix]",
            "dimension_relations": [f"ix={stride}*ox+1*fx", f"iy={stride}*oy+1*fy"],
            "loop_dims": ["B", "K", "C", "OY", "OX", "FY", "FX"],
            "loop_sizes": [B, K, C, P, Q, R, S],
            "operand_precision": {"W": 8, "I": 8, "O": 32, "O_final": 32},
            "operand_source": {"I": 0, "W": 0},
        }
    ]


def run_zigzag(folder, bounds, stride, metric, kind):
    """Its cost model's evaluation of its best mapping, and the seconds."""
    from zigzag.api import get_hardware_performance_zigzag

    paths = {}
    for name, value in [
        ("hardware", hardware()),
        ("mapping", MAPPING),
        ("workload", workload(bounds, stride)),
    ]:
        paths[name] = os.path.join(folder, f"{name}.yaml")
        Path(paths[name]).write_text(json.dumps(value))  # JSON is YAML
    start = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        found = get_hardware_performance_zigzag(
            paths["workload"],
            paths["hardware"],
            paths["mapping"],
            opt={"energy": "energy", "cycle": "latency"}[metric],
            temporal_mapping_type=kind,
            dump_folder=os.path.join(folder, "out"),
            loma_show_progress_bar=False,
        )
    return found[2][0][1][0][0], time.monotonic() - start


# --- Its mapping in our levels ------------------------------------------------


def positions(loops, op, held):
    """Where the store of an operand may be cut out of the loops, innermost first:
    after the `held` innermost ones, or with loops more or less that do not
    concern it."""
    result = {held}
    for step in (1, -1):
        at = held
        while 0 <= at < len(loops) if step > 0 else at > 0:
            if loops[at if step > 0 else at - 1][0] in RELEVANT[op]:
                break
            at += step
            result.add(at)
    return result


def convert(evaluation, bounds):
    """Tiles and orders, and the order of the two memories; None if inputs and
    weights are cut apart in the scratchpad."""
    mapping = {
        str(op): [[(str(dim), int(size)) for dim, size in level] for level in levels]
        for op, levels in evaluation.temporal_mapping.mapping_dic_origin.items()
    }
    loops = [loop for level in mapping["O"] for loop in level]
    held = lambda op, levels: sum(len(level) for level in mapping[op][:levels])
    register = positions(loops, "W", held("W", 1))
    scratchpad = positions(loops, "W", held("W", 2)) & positions(loops, "I", held("I", 1))
    accumulator = positions(loops, "O", held("O", 1))
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
    unrolled = next(iter(evaluation.spatial_mapping.mapping_dict_origin.values()))
    spatial = {str(dim): math.ceil(size) for level in unrolled for dim, size in level}

    def tile(count, arrays=("C", "K")):
        result = [1] * 8
        for dim, size in loops[:count]:
            result[DIMS[dim]] *= size
        for dim in arrays:
            result[DIMS[dim]] *= spatial.get(dim, 1)
        return [min(t, b) for t, b in zip(result, [*bounds, 1])]

    outer, inner = ("SCRATCHPAD", "ACCUMULATOR") if s >= a else ("ACCUMULATOR", "SCRATCHPAD")
    first, second = max(s, a), min(s, a)
    tiles = {
        "DRAM": tile(first),
        outer: tile(second),
        inner: tile(r),
        "ROWS": tile(r, ["K"]),
        "COLUMNS": tile(r, []),
        "WEIGHT_REGISTER": [1] * 8,
    }
    letters = dict(zip(DIMS, "KBPQCRSG"))

    def order(begin, end):
        names = []
        for dim, _ in reversed(loops[begin:end]):
            if letters[dim] in names:
                names.remove(letters[dim])  # one loop of ours, where the inner is
            names.append(letters[dim])
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


def write_machines(tool, folder):
    """`gemmini`, and the same with its two memories the other way round: which of
    two memories of different operands is the outer one is nothing that hardware
    has."""
    text = subprocess.run(
        [tool, "--accelerator=gemmini", "--print_accelerator=yaml"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    head, *levels = text.split("  - ")
    names = [level.split()[1] for level in levels]
    s, a = names.index("SCRATCHPAD"), names.index("ACCUMULATOR")
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


def compare(tool, folder, layer, metric, kind):
    name, bounds, stride = layer
    machines = write_machines(tool, folder)
    record = {"layer": "layer", "bounds": [*bounds, 1], "stride": stride}
    path = os.path.join(folder, "network.jsonl")
    Path(path).write_text(json.dumps(record) + "\n")
    best = [
        neurospector(tool, f"--accelerator={m}", f"--network={path}", f"--metric={metric}")
        for m in machines.values()
    ]
    evaluation, seconds = run_zigzag(folder, bounds, stride, metric, kind)
    theirs = (
        evaluation.energy_total * 1e-6 if metric == "energy" else evaluation.latency_total2 * 1e-3
    )
    optimum = min(cost(b, metric) for b in best)
    row = [name, f"{theirs:.1f}"]
    converted = convert(evaluation, bounds)
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
    row += [f"{seconds:.1f}", f"{sum(b['seconds'] for b in best):.3f}"]
    print("| " + " | ".join(row) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default="neurospector")
    parser.add_argument("--metric", choices=["energy", "cycle"], default="energy")
    parser.add_argument("--kind", choices=["even", "uneven"], default="even")
    parser.add_argument("--layer", type=int, help="only this one, from 1")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    unit = "uJ" if given.metric == "energy" else "1000 cycles"
    print(
        f"| {given.metric}, {unit} | ZigZag ({given.kind}), its model | its mapping, "
        "our model | our optimum | excess | ZigZag, s | ours, s |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    layers = LAYERS if given.layer is None else [LAYERS[given.layer - 1]]
    for layer in layers:
        with tempfile.TemporaryDirectory() as folder:
            compare(given.tool, folder, layer, given.metric, given.kind)


if __name__ == "__main__":
    main()
