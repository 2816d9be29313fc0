#!/usr/bin/env python3
"""Writes random linalg.generic ops, split by `// -----`, some of them invalid.

Maps are sums, products, divisions, diagonals and constants of random loops;
bodies multiply, accumulate, index and yield in odd ways; sizes are static,
dynamic or zero. Nothing that verifies may crash a pass.
"""

import random
import sys

ELEMENTS = ("f32", "i32", "f16", "i1", "index", "complex<f32>")


def expression(random_, loops):
    loop = f"d{random_.randrange(loops)}"
    other = f"d{random_.randrange(loops)}"
    return random_.choice((
        loop, loop, loop, f"{loop} + {other}", f"{loop} * 2 + {other} * 3",
        f"-{loop} + 7", f"{loop} floordiv 2", f"{loop} mod 3", "0", "3",
        f"{loop} * 2", f"{loop} + 1"))


def multiply(element, left, right, name):
    kind = {"f32": "arith.mulf", "f16": "arith.mulf", "i1": "arith.andi",
            "complex<f32>": "complex.mul"}.get(element, "arith.muli")
    return f"{name} = {kind} {left}, {right} : {element}"


def add(element, left, right, name):
    kind = {"f32": "arith.addf", "f16": "arith.addf", "i1": "arith.ori",
            "complex<f32>": "complex.add"}.get(element, "arith.addi")
    return f"{name} = {kind} {left}, {right} : {element}"


def other(random_, element, left, right, name):
    """What fusion leaves in bodies; of f32 only."""
    if element != "f32":
        return multiply(element, left, right, name)
    condition = f"{name}c = arith.cmpf ogt, {left}, {right} : f32\n    "
    zero = f"{name}z = arith.constant 0.0 : f32\n    "
    index = (f"{name}i = linalg.index 0 : index\n    {name}j = arith.index_cast "
             f"{name}i : index to i32\n    ")
    return random_.choice((
        f"{name} = arith.divf {left}, {right} : f32",
        f"{name} = math.exp {left} : f32",
        f"{name} = arith.negf {left} : f32",
        f"{name} = arith.maximumf {left}, {right} : f32",
        f"{name} = math.fma {left}, {right}, {left} : f32",
        f"{condition}{name} = arith.select {name}c, {left}, {right} : f32",
        f"{condition}{zero}{name} = arith.select {name}c, {left}, {name}z : f32",
        f"{index}{name} = arith.sitofp {name}j : i32 to f32"))


def body(random_, element, inputs, outputs):
    """Lines of a body over %i0.. and %o0.., and what it yields."""
    lines, values = [], [f"%i{n}" for n in range(inputs)]
    accumulators = [f"%o{n}" for n in range(outputs)]
    for number in range(random_.randrange(6)):
        operation = random_.choice((multiply, add, other))
        name = f"%v{number}"
        operands = (random_.choice(values + accumulators) for _ in range(2))
        if operation == other:
            lines.append(other(random_, element, *operands, name))
        else:
            lines.append(operation(element, *operands, name))
        values.append(name)
    if random_.random() < 0.7 and inputs > 1:
        lines.append(multiply(element, random_.choice(["%i0", *values[-2:]]),
                              "%i1", "%p"))
        lines.append(add(element, "%o0", "%p", "%s"))
        accumulators[0] = "%s"
    return lines, [random_.choice((a, a, a, random_.choice(values + ["%c"])))
                   for a in accumulators]


def generic(random_, number):
    loops = random_.randrange(1, 6)
    inputs, outputs = random_.randrange(4), random_.choice((1, 1, 1, 2))
    element = random_.choice(ELEMENTS)
    domain = ", ".join(f"d{n}" for n in range(loops))
    maps, types = [], []
    for operand in range(inputs + outputs):
        if operand >= inputs or random_.random() < 0.6:
            some = random_.sample(range(loops), random_.randrange(loops + 1))
            results = [f"d{loop}" for loop in some]
        else:
            results = [expression(random_, loops)
                       for _ in range(random_.randrange(4))]
        maps.append(f"affine_map<({domain}) -> ({', '.join(results)})>")
        size = random_.choice(("?", "?", "8", "8", "8", "0", "1"))
        types.append(f"memref<{(size + 'x') * len(results)}{element}>")
    iterators = ", ".join(random_.choice(('"parallel"', '"reduction"'))
                          for _ in range(loops))
    lines, results = body(random_, element, inputs, outputs)
    arguments = [f"%a{n}: {t}" for n, t in enumerate(types)]
    block = [f"%i{n}: {element}" for n in range(inputs)]
    block += [f"%o{n}: {element}" for n in range(outputs)]
    ins = ", ".join(f"%a{n}" for n in range(inputs))
    outs = ", ".join(f"%a{n}" for n in range(inputs, inputs + outputs))
    ins = f"ins({ins} : {', '.join(types[:inputs])})" if inputs else ""
    print(f"func.func @f{number}({', '.join(arguments)}, %c: {element}) {{\n"
          f"  linalg.generic {{indexing_maps = [{', '.join(maps)}], "
          f"iterator_types = [{iterators}]}} {ins} "
          f"outs({outs} : {', '.join(types[inputs:])}) {{\n"
          f"  ^bb0({', '.join(block)}):")
    for line in lines:
        print("    " + line)
    print(f"    linalg.yield {', '.join(results)} : "
          f"{', '.join([element] * outputs)}\n  }}\n  return\n}}\n// -----")


def main():
    seed, count = map(int, sys.argv[1:])
    random_ = random.Random(seed)
    for number in range(count):
        generic(random_, number)


if __name__ == "__main__":
    main()
