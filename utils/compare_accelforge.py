#!/usr/bin/env python3
"""Mappings that AccelForge finds on `gemmini`, costed by us, beside our optimum.

    python3.12 -m venv accelforge && accelforge/bin/pip install accelforge==1.0.467
    accelforge/bin/python utils/compare_accelforge.py --tool build/bin/neurospector

Ten layers. AccelForge (Fast and Fusiest Mapper, even and uneven mappings) gets the
same memories: half of those that are double-buffered here, since it has no such
flag, the same energies and bandwidths, and the same dimensions on the arrays. Its
loops are written as tiles of our levels. With uneven mappings it also keeps the
halo of the tile before; our scratchpad has `sliding: true` then. Prints the tables of
docs/validation.md.
"""

import argparse
import time

from mapper_comparison import DIMS, Found, Nest, add_options, print_table

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
    arrays = [("ROWS", "output"), ("COLUMNS", "input")]
    return af.arch.Arch(
        nodes=[
            memory(af, "DRAM", INF, 160e-12 / 8, "All", 128),
            *inside,
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


def specification(af, outer, bounds, stride):
    return af.Spec(arch=hardware(af, outer), workload=workload(bounds, stride))


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


def run_accelforge(af, even, folder, bounds, stride, metric):
    """The better one of its best mappings with either memory outside. Seconds are of
    the processor, in one process."""
    from accelforge.frontend.mapper.metrics import Metrics
    from accelforge.mapper.FFM.main import map_workload_to_arch

    best, seconds = None, 0
    for outer in ("SCRATCHPAD", "ACCUMULATOR"):
        spec = specification(af, outer, bounds, stride)
        spec.mapper.metrics = {"energy": Metrics.ENERGY, "cycle": Metrics.LATENCY}[metric]
        spec.mapper._timeloop_style_even = even
        start = time.process_time()
        # Not in detail, for which it draws and needs Graphviz.
        found = map_workload_to_arch(spec, eval_in_detail=False, print_progress=False)
        seconds += time.process_time() - start
        mapping = found.data.iloc[0]["Total<SEP>mapping"](_for_model=True)
        spec = specification(af, outer, bounds, stride)
        cost = evaluate(spec, mapping, metric)
        if best is None or cost < best.cost:
            best = Found(cost, seconds, nest_of(mapping, bounds))
    best.seconds = seconds
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add_options(parser)
    parser.add_argument("--kind", choices=["even", "uneven"], default="even")
    given = parser.parse_args()
    import accelforge as af

    af.set_n_parallel_jobs(1)

    def find(*layer):
        return run_accelforge(af, given.kind == "even", *layer)

    print_table(given, f"AccelForge ({given.kind})", find, given.kind == "uneven")


if __name__ == "__main__":
    main()
