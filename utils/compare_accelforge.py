#!/usr/bin/env python3
"""Mappings that AccelForge finds on `gemmini`, costed by us, beside our optimum.

    python3.12 -m venv accelforge && accelforge/bin/pip install accelforge==1.0.467
    accelforge/bin/python utils/compare_accelforge.py --tool build/bin/neurospector

Ten layers. AccelForge (Fast and Fusiest Mapper, even and uneven mappings) gets the
same memories: half of those that are double-buffered here, since it has no such
flag, the same energies and bandwidths, and the same dimensions on the arrays. Its
loops are written as tiles of our levels. With uneven mappings it also keeps the
halo of the tile before; our scratchpad has `sliding: true` then. With --shared one
buffer holds all operands, where uneven mappings gain more, and only optima are
compared. Prints the tables of docs/validation.md.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path

from mapper_comparison import (
    DIMS,
    Found,
    LAYERS,
    Nest,
    add_options,
    cost,
    neurospector,
    print_table,
)

INF = float("inf")
RANKS = "knpqcrs"  # of our K B P Q C R S: n is the batch
OPERANDS = {"I": "input", "W": "weight", "O": "output"}


# --- AccelForge ---------------------------------------------------------------


def memory(af, name, bits, energy, tensors, bandwidth=INF, **more):
    """`energy` is in J per bit, `bandwidth` in bits per cycle of 1 ns."""
    act = lambda action: {"name": action, "energy": energy, "throughput": bandwidth * 1e9}
    return af.arch.Memory(
        name=name,
        size=bits,
        leak_power=0,
        area=0,
        tensors={"keep": tensors},
        actions=[act("read"), act("write")],
        **more,
    )


def port(af, operand, bandwidth):
    """The port of one operand on the way in, which takes time and no energy."""
    read = {"name": "read", "energy": 0, "throughput": bandwidth * 1e9}
    return af.arch.Toll(
        name=f"{operand}_port",
        direction="down",
        leak_power=0,
        area=0,
        tensors={"keep": operand},
        actions=[read],
    )


def hardware(af, outer):
    """configs/accelerators/gemmini.yaml in AccelForge's terms. A dimension may be on
    an array if the operand named there does not have it."""
    scratchpad = [
        memory(af, "SCRATCHPAD", 128 * 1024 * 8, 3.5e-12 / 8, "input | weight"),
        port(af, "input", 128),
        port(af, "weight", 128),
    ]
    longest = "max(a.n_calls / a.throughput for a in actions)"  # a port each way
    accumulator = [
        memory(
            af, "ACCUMULATOR", 32 * 1024 * 8, 10e-12 / 32, "output", 512, total_latency=longest
        )
    ]
    inside = scratchpad + accumulator if outer == "SCRATCHPAD" else accumulator + scratchpad
    return architecture(af, [memory(af, "DRAM", INF, 160e-12 / 8, "All", 128), *inside])


def architecture(af, memories):
    """Memories around the arrays, a register for weights and the MACs."""
    arrays = [("ROWS", "output"), ("COLUMNS", "input")]
    return af.arch.Arch(
        nodes=[
            *memories,
            af.arch.Container(
                name="PE",
                spatial=[
                    {"name": name, "fanout": 16, "reuse": operand, "may_reuse": "All"}
                    for name, operand in arrays
                ],
            ),
            memory(af, "WEIGHT_REGISTER", 8, 0.03e-12 / 8, "weight"),
            af.arch.Compute(
                name="MAC",
                leak_power=0,
                area=0,
                actions=[{"name": "compute", "energy": 0.3e-12, "throughput": 1e9}],
            ),
        ]
    )


def workload(bounds, stride):
    """An einsum of the dimensions that are more than one."""
    sizes = {rank: size for rank, size in zip(RANKS, bounds) if size > 1}

    def image(name, output, window):
        terms = [f"{stride} * {output}" if stride > 1 else output] if output in sizes else []
        terms += [window] if window in sizes else []
        return [f"{name}: {' + '.join(terms)}"] if terms else []

    ranks = lambda letters: [rank for rank in letters if rank in sizes]
    inputs = [*ranks("nc"), *image("Y", "p", "r"), *image("X", "q", "s")]
    outputs, weights = ranks("nkpq"), ranks("kcrs")
    join = ", ".join
    return {
        "bits_per_value": {"I": 8, "W": 8, "O": 32},
        "einsums": [
            {
                "einsum": f"O[{join(outputs)}] = I[{join(inputs)}] * W[{join(weights)}]",
                "iteration_space_shape": [f"0 <= {r} < {size}" for r, size in sizes.items()],
                "renames": {operand: tensor for tensor, operand in OPERANDS.items()},
            }
        ],
    }


def evaluate(spec, mapping, metric):
    """uJ or thousands of cycles by AccelForge's model."""
    from accelforge.frontend.mapper.metrics import Metrics

    spec.mapping = mapping
    spec.model.metrics = Metrics.all_metrics()
    result = spec.evaluate_mapping()
    return result.energy() * 1e6 if metric == "energy" else result.latency() * 1e6


def nest_of(mapping, bounds):
    """Its loops, innermost first, and how many of them each store holds: those inside
    of its reservation, which may be inside of a loop along an image through which
    what is stored slides."""
    from accelforge.frontend.mapping import Loop, Reservation, Spatial

    extent = dict(zip(RANKS, bounds))
    loops, unrolled, stores = [], {"ROWS": {}, "COLUMNS": {}}, {}
    for node in mapping.nodes:
        if isinstance(node, Reservation):
            for tensor in node.purposes:
                stores[node.resource, OPERANDS[tensor]] = len(loops)
        elif isinstance(node, Loop):
            rank, shape = node.rank_variable, int(node.tile_shape)
            steps, extent[rank] = -(-extent[rank] // shape), shape
            dim = DIMS[RANKS.index(rank)]
            if isinstance(node, Spatial):
                unrolled[node.name][dim] = steps * unrolled[node.name].get(dim, 1)
            else:
                loops.append((dim, steps))
    return Nest(
        loops=loops[::-1],
        unrolled=unrolled,
        held={
            "register": len(loops) - stores["WEIGHT_REGISTER", "weight"],
            "weight": len(loops) - stores["SCRATCHPAD", "weight"],
            "input": len(loops) - stores["SCRATCHPAD", "input"],
            "output": len(loops) - stores["ACCUMULATOR", "output"],
        },
    )


def best_mapping(af, arch, bounds, stride, metric, even):
    """Its best mapping, what that costs by its model, and seconds of the processor in
    one process."""
    from accelforge.frontend.mapper.metrics import Metrics
    from accelforge.mapper.FFM.main import map_workload_to_arch

    spec = af.Spec(arch=arch(), workload=workload(bounds, stride))
    spec.mapper.metrics = {"energy": Metrics.ENERGY, "cycle": Metrics.LATENCY}[metric]
    spec.mapper._timeloop_style_even = even
    start = time.process_time()
    # Not in detail, for which it draws and needs Graphviz.
    found = map_workload_to_arch(spec, eval_in_detail=False, print_progress=False)
    seconds = time.process_time() - start
    mapping = found.data.iloc[0]["Total<SEP>mapping"](_for_model=True)
    spec = af.Spec(arch=arch(), workload=workload(bounds, stride))
    return mapping, evaluate(spec, mapping, metric), seconds


def run_accelforge(af, even, folder, bounds, stride, metric):
    """The better one of its best mappings with either memory outside."""
    best, seconds = None, 0
    for outer in ("SCRATCHPAD", "ACCUMULATOR"):
        arch = lambda: hardware(af, outer)
        mapping, least, took = best_mapping(af, arch, bounds, stride, metric, even)
        seconds += took
        if best is None or least < best.cost:
            best = Found(least, seconds, nest_of(mapping, bounds))
    best.seconds = seconds
    return best


# --- One buffer for all operands ----------------------------------------------

SHARED = """name: shared
frequency: 1000
precision: {input: 8, weight: 8, output: 32}
compute: {energy: 0.3}
levels:
  - memory: DRAM
    energy: {input: 160, weight: 160, output: 640}
  - memory: BUFFER
    capacity: 80 KiB
    energy: {input: 3.5, weight: 3.5, output: 14}
    sliding: SLIDING
  - array: ROWS
    size: 16
    dims: [C, R, S]
  - array: COLUMNS
    size: 16
    dims: [K]
  - memory: WEIGHT_REGISTER
    holds: [weight]
    capacity: 1 B
    energy: 0.03
"""


def shared_hardware(af):
    dram = memory(af, "DRAM", INF, 160e-12 / 8, "All")
    return architecture(af, [dram, memory(af, "BUFFER", 80 * 1024 * 8, 3.5e-12 / 8, "All")])


def shared_optimum(tool, folder, bounds, stride, sliding):
    machine, network = Path(folder, "machine.yaml"), Path(folder, "network.jsonl")
    machine.write_text(SHARED.replace("SLIDING", sliding))
    layer = {"layer": "layer", "bounds": [*bounds, 1], "stride": stride}
    network.write_text(json.dumps(layer) + "\n")
    best = neurospector(tool, f"--accelerator={machine}", f"--network={network}")
    return cost(best, "energy")


def print_shared(af, given):
    print("| energy, uJ | ours | AccelForge (even) | ours, sliding | AccelForge (uneven) | gain |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    layers = LAYERS[2:5] if given.layer is None else [LAYERS[given.layer - 1]]
    for name, bounds, stride in layers:
        with tempfile.TemporaryDirectory() as folder:
            ours = [
                shared_optimum(given.tool, folder, bounds, stride, sliding)
                for sliding in ("false", "true")
            ]
        theirs = [
            best_mapping(af, lambda: shared_hardware(af), bounds, stride, "energy", even)[1]
            for even in (True, False)
        ]
        cells = [f"{c:.1f}" for pair in zip(ours, theirs) for c in pair]
        gain = f"{100 * (theirs[1] / ours[1] - 1):+.1f} %"
        print("| " + " | ".join([name, *cells, gain]) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_options(parser)
    parser.add_argument("--kind", choices=["even", "uneven"], default="even")
    parser.add_argument("--shared", action="store_true", help="one buffer for all operands")
    given = parser.parse_args()
    import accelforge as af

    af.set_n_parallel_jobs(1)
    if given.shared:
        print_shared(af, given)
        return

    def find(*layer):
        return run_accelforge(af, given.kind == "even", *layer)

    print_table(given, f"AccelForge ({given.kind})", find, given.kind == "uneven")


if __name__ == "__main__":
    main()
