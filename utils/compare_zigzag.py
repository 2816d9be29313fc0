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
import math
import os
import time
from pathlib import Path

from mapper_comparison import Found, Nest, add_options, print_table

DIMS = {"K": "K", "B": "B", "OY": "P", "OX": "Q", "C": "C", "FY": "R", "FX": "S"}


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


def nest_of(evaluation):
    mapping = {
        str(op): [[(DIMS[str(dim)], int(size)) for dim, size in level] for level in levels]
        for op, levels in evaluation.temporal_mapping.mapping_dic_origin.items()
    }
    held = lambda op, levels: sum(len(level) for level in mapping[op][:levels])
    unrolled = {"ROWS": {}, "COLUMNS": {}}
    for level in next(iter(evaluation.spatial_mapping.mapping_dict_origin.values())):
        for dim, size in level:
            array = {"C": "ROWS", "K": "COLUMNS"}[str(dim)]
            unrolled[array][str(dim)] = math.ceil(size)
    return Nest(
        loops=[loop for level in mapping["O"] for loop in level],
        unrolled=unrolled,
        held={
            "register": held("W", 1),
            "weight": held("W", 2),
            "input": held("I", 1),
            "output": held("O", 1),
        },
    )


def run_zigzag(kind, factors, folder, bounds, stride, metric):
    """Its best mapping of `kind`, made of at most so many groups of prime factors."""
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
            lpf_limit=factors,
            dump_folder=os.path.join(folder, "out"),
            loma_show_progress_bar=False,
        )
    seconds = time.monotonic() - start
    evaluation = found[2][0][1][0][0]
    cost = (
        evaluation.energy_total * 1e-6 if metric == "energy" else evaluation.latency_total2 * 1e-3
    )
    return Found(cost, seconds, nest_of(evaluation))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_options(parser)
    parser.add_argument("--kind", choices=["even", "uneven"], default="even")
    parser.add_argument(
        "--factors", type=int, default=6, help="groups of prime factors, `lpf_limit` of ZigZag"
    )
    given = parser.parse_args()
    find = lambda *layer: run_zigzag(given.kind, given.factors, *layer)
    print_table(given, f"ZigZag ({given.kind})", find)


if __name__ == "__main__":
    main()
