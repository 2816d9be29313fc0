#!/usr/bin/env python3
"""Writes a function with each named linalg op and the layer it must map to.

    named_ops.py --structured-ops=FILE.td ... > named.mlir    # named ops
    named_ops.py --generic > generic.mlir    # the same as shuffled generics
    named_ops.py --table                     # the rows of docs/ops.md

The layer is derived from the letters of a layout (`nhwc`, `mk`), never from the
op's indexing maps. Every op that MLIR's TableGen files define must be known
here, so a new one fails the test.
"""

import argparse
import random
import re
import sys

# Sizes by letter; o and k are the image and the window of a spatial letter.
SIZES = {"n": 2, "g": 6, "c": 3, "f": 8, "M": 2, "N": 5, "K": 3, "B": 6,
         "i": 8, "j": 16, "l": 4}
IMAGE = {"d": 4, "h": 12, "w": 16}
WINDOW = {"d": 2, "h": 3, "w": 5}
STRIDE = {"d": 3, "h": 2, "w": 1}
DILATION = {"d": 1, "h": 1, "w": 2}
DIMENSIONS = "KBPQCRSGDT"
PAIRS = (("P", "R"), ("Q", "S"), ("D", "T"))

# lhs, rhs and output of each contraction.
CONTRACTIONS = {
    "matmul": ("MK", "KN", "MN"),
    "quantized_matmul": ("MK", "KN", "MN"),
    "batch_matmul": ("BMK", "BKN", "BMN"),
    "quantized_batch_matmul": ("BMK", "BKN", "BMN"),
    "batch_reduce_matmul": ("BMK", "BKN", "MN"),
    "matvec": ("MK", "K", "M"),
    "vecmat": ("K", "KN", "N"),
    "batch_matvec": ("BMK", "BK", "BM"),
    "batch_vecmat": ("BK", "BKN", "BN"),
    "dot": ("K", "K", ""),
    "mmt4d": ("MKil", "NKjl", "MNij"),
    "batch_mmt4d": ("BMKil", "BNKjl", "BMNij"),
    "contract": ("BKMi", "NBiK", "BMN"),
}
# input, filter and output of each convolution.
CONVOLUTIONS = {"conv_1d": ("w", "w", "w"), "conv_2d": ("hw", "hw", "hw"),
                "conv_3d": ("dhw", "dhw", "dhw")}
POOLINGS = [f"pooling_{layout}_{kind}" for layout, kinds in {
    "nhwc": ("sum", "max", "max_unsigned", "min", "min_unsigned"),
    "nchw": ("sum", "max"), "nwc": ("sum", "max", "max_unsigned", "min",
                                    "min_unsigned"),
    "ncw": ("sum", "max"), "ndhwc": ("sum", "max", "min")}.items()
    for kind in kinds]
# No reduction, or a body that the user writes.
OTHERS = set("""abs add broadcast ceil copy div div_unsigned elementwise erf exp
fill fill_rng_2d floor generic log map max min mul negf powf reciprocal reduce
round rsqrt select sqrt square sub tanh transpose""".split())


def convolution_layout(name):
    """The letters of `conv_2d_nhwc_hwcf_q` and its like."""
    match = re.fullmatch(r"(depthwise_)?conv_\dd_([a-z]+)_([a-z]+?)(_q)?", name)
    if not match:
        return CONVOLUTIONS.get(name)
    depthwise, image, window = match.group(1, 2, 3)
    if depthwise:
        return image, window, image + ("m" if "m" in window else "")
    output = image.replace("c", "f")
    return image, window, output


class Op:
    """One op: its operands as letters and what each letter means."""

    def __init__(self, name):
        self.name = name
        self.quantized = name.endswith("_q") or name.startswith("quantized")
        if name in CONTRACTIONS:
            self.layout = CONTRACTIONS[name]
            self.axes = ""
        else:
            self.layout = convolution_layout(name)
            self.axes = "".join(x for x in self.layout[0] if x in IMAGE)
        if name.startswith("depthwise"):
            self.sizes = {**SIZES, "c": 6, "m": 4}
        else:
            self.sizes = SIZES
        self.slides = "conv" in name
        self.strided = self.slides and name not in CONVOLUTIONS

    def pair(self, letter):
        """Height and width are the last two axes; depth is the third pair."""
        if len(self.axes) < 3:
            return self.axes.index(letter)
        return "hwd".index(letter)

    def loops(self):
        """(loop, size, dimension) of each loop; windows are upper case."""
        lhs, rhs, out = (set(x) for x in self.layout)
        for letter in sorted(lhs | rhs | out):
            if letter in self.axes:
                pair = PAIRS[self.pair(letter)]
                yield letter, IMAGE[letter], pair[0]
                yield "k" + letter, WINDOW[letter], pair[1]
                continue
            uses = (letter in lhs, letter in rhs, letter in out)
            dimension = {(1, 1, 1): "G", (0, 1, 1): "K", (1, 0, 1): "B",
                         (1, 1, 0): "C"}[tuple(map(int, uses))]
            yield letter, self.sizes[letter], dimension

    def layer(self):
        bounds = dict.fromkeys(DIMENSIONS, 1)
        for _, size, dimension in self.loops():
            bounds[dimension] *= size
        pairs = max(2, len(self.axes))
        text = "layer " + " ".join(f"{d}={bounds[d]}"
                                   for d in DIMENSIONS[:4 + 2 * pairs])
        for word, table in (("stride", STRIDE), ("dilation", DILATION)):
            steps = [1] * pairs
            for letter in self.axes if self.strided else "":
                steps[self.pair(letter)] = table[letter]
            text += f" {word} {','.join(map(str, steps))}"
        return text

    def row(self):
        parts = dict.fromkeys(DIMENSIONS, "")
        for loop, _, dimension in self.loops():
            parts[dimension] += ("·" if parts[dimension] else "") + loop
        return ", ".join(f"{d} = {x}" for d, x in parts.items() if x)

    def shape(self, role):
        sizes = []
        for letter in self.layout[role]:
            if letter not in self.axes:
                sizes.append(self.sizes[letter])
            elif role == 0:
                stride = STRIDE[letter] if self.strided else 1
                dilation = DILATION[letter] if self.strided else 1
                # Frontends round up: one more than the windows reach.
                sizes.append((IMAGE[letter] - 1) * stride +
                             (WINDOW[letter] - 1) * dilation + 1 + (stride > 1))
            else:
                sizes.append((WINDOW if role == 1 else IMAGE)[letter])
        return "".join(f"{size}x" for size in sizes)

    def types(self, container):
        elements = ("i8", "i8", "i32") if self.quantized else ("f32",) * 3
        return [f"{container}<{self.shape(role)}{element}>"
                for role, element in enumerate(elements)]


def function(name, types, op, inputs, expected):
    """A function around one op; tensors return a value, memrefs do not."""
    operands = [f"%a{i}: {t}" for i, t in enumerate(types[:-1])]
    result = types[-1]
    tensor = result.startswith("tensor")
    assign, arrow = ("%0 = ", f" -> {result}") if tensor else ("", "")
    head, _, body = op.partition(" BODY ")
    values = ", ".join(f"%a{i}" for i in range(inputs))
    returns, value = (arrow, f" %0 : {result}") if tensor else ("", "")
    print(f"func.func @{name}({', '.join(operands)}, %o: {result}){returns} {{\n"
          f"  // expected-remark@below {{{{{expected}}}}}\n"
          f"  {assign}linalg.{head} ins({values} : {', '.join(types[:-1])}) "
          f"outs(%o : {result}){body}{arrow}\n  return{value}\n}}")


def contract(op, container):
    """The category form, which `--linalg-morph-ops` does not know yet."""
    function(f"{op.name}_as_contract_{container}", op.types(container),
             f"contract indexing_maps = [{', '.join(maps(op, loop_names(op)))}]",
             2, op.layer())


def named(op, container):
    types = op.types(container)
    if op.quantized:
        types[2:2] = ["i32", "i32"]
    text = op.name
    if op.name == "contract":
        text += f" indexing_maps = [{', '.join(maps(op, loop_names(op)))}]"
    if op.strided:
        steps = [", ".join(str(table[a]) for a in op.axes)
                 for table in (STRIDE, DILATION)]
        size = len(op.axes)
        text += (f" {{strides = dense<[{steps[0]}]> : tensor<{size}xi64>, "
                 f"dilations = dense<[{steps[1]}]> : tensor<{size}xi64>}}")
    function(f"{op.name}_{container}", types, text, len(types) - 1,
             op.layer())


def loop_names(op):
    return [loop for loop, _, _ in op.loops()]


def maps(op, order):
    """The three indexing maps,, over loops in that order."""
    domain = ", ".join(order)

    def index(letter, role):
        if letter not in op.axes or role == 2:
            return letter
        if role == 1:
            return "k" + letter
        stride, dilation = ((STRIDE[letter], DILATION[letter]) if op.strided
                            else (1, 1))
        return f"{letter} * {stride} + k{letter} * {dilation}"

    return [f"affine_map<({domain}) -> "
            f"({', '.join(index(x, role) for x in op.layout[role])})>"
            for role in range(3)]


# Bodies of f32 ops; the last rounds its inputs on the way.
BODIES = (
    "%1 = arith.mulf %x, %y : f32 %2 = arith.addf %z, %1 : f32",
    "%1 = arith.mulf %y, %x : f32 %2 = arith.addf %1, %z : f32",
    "%2 = math.fma %x, %y, %z : f32",
    "%r = arith.truncf %x : f32 to bf16 %e = arith.extf %r : bf16 to f32 "
    "%1 = arith.mulf %e, %y : f32 %2 = arith.addf %z, %1 : f32",
)
# Zero points from outside the body, and as constants inside.
QUANTIZED_BODY = (
    "%k = arith.constant 3 : i32 "
    "%u = arith.extsi %x : i8 to i32 %v = arith.extsi %y : i8 to i32 "
    "%s = arith.subi %u, %k : i32 %t = arith.addi %k, %v : i32 "
    "%1 = arith.muli %s, %t : i32 %2 = arith.addi %1, %z : i32")


def generic(op, number, container, shuffle):
    order = loop_names(op)
    shuffle.shuffle(order)
    outputs = op.layout[2]
    kinds = {loop: "parallel" if loop in outputs else "reduction"
             for loop in order}
    body = QUANTIZED_BODY if op.quantized else BODIES[number % len(BODIES)]
    elements = ("i8", "i8", "i32") if op.quantized else ("f32",) * 3
    arguments = ", ".join(f"{v}: {e}" for v, e in zip(("%x", "%y", "%z"),
                                                      elements))
    iterators = ", ".join(f'"{kinds[loop]}"' for loop in order)
    text = (f"generic {{indexing_maps = [{', '.join(maps(op, order))}], "
            f"iterator_types = [{iterators}]}} BODY  {{\n  ^bb0({arguments}):\n"
            f"    {body}\n    linalg.yield %2 : {elements[2]}\n  }}")
    function(f"{op.name}_{container}", op.types(container), text, 2,
             op.layer())


def pooling(name):
    """Windows have no values: there is nothing to multiply."""
    layout = name.split("_")[1]
    axes = [x for x in layout if x in IMAGE]
    image = "".join(f"{IMAGE[x] + WINDOW[x] - 1 if x in axes else SIZES[x]}x"
                    for x in layout)
    window = "".join(f"{WINDOW[x]}x" for x in axes)
    output = "".join(f"{IMAGE[x] if x in axes else SIZES[x]}x" for x in layout)
    element = "i32" if "unsigned" in name else "f32"
    function(name, [f"tensor<{shape}{element}>"
                    for shape in (image, window, output)], name, 2,
             "no layer: its body is not a multiply-accumulate of two operands")


def defined_ops(files):
    for file in files:
        with open(file, encoding="utf-8") as text:
            yield from re.findall(r'LinalgStructuredBase_Op<"(\w+)"',
                                  text.read())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--structured-ops", nargs="+", default=[],
                        help="TableGen files that define the ops")
    parser.add_argument("--generic", action="store_true")
    parser.add_argument("--table", metavar="FILE", nargs="+")
    arguments = parser.parse_args()

    files = arguments.table or arguments.structured_ops
    ops = [Op(name) for name in dict.fromkeys(defined_ops(files))
           if name in CONTRACTIONS or "conv" in name]
    for name in set(defined_ops(files)) - {op.name for op in ops}:
        if name not in OTHERS and name not in POOLINGS:
            sys.exit(f"error: unknown op 'linalg.{name}'")

    if arguments.table:
        for op in ops:
            letters = ", ".join(op.layout[:2]) + " → " + (op.layout[2] or "scalar")
            print(f"| `{op.name}` | {letters} | {op.row()} |")
        return
    shuffle = random.Random(5)
    for number, op in enumerate(ops):
        for container in ("tensor", "memref"):
            if arguments.generic:
                generic(op, number, container, shuffle)
            else:
                named(op, container)
                if op.name in CONTRACTIONS and not op.quantized:
                    contract(op, container)
    if not arguments.generic:
        for name in POOLINGS:
            pooling(name)


if __name__ == "__main__":
    main()
