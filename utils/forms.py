#!/usr/bin/env python3
"""Bodies of ops as one-line formulas: the forms that docs/ops.md lists.

    forms.py            # MLIR with a function per form and the layer expected
    forms.py --misses   # bodies that are no layers, and the remark expected
    forms.py --table    # the rows of docs/ops.md; with --misses, of theirs

A formula is Python's syntax: `o[m, n] += x[m, k] * (w[k, n] - z[n])`. Indices
are loops, those of the first result first; bare loops are their numbers. Shared
by check_tiling.py, which runs the forms.
"""

import argparse
import ast

# A loop that runs once, as batches of one leave it, says nothing of the layer.
UNIT = "e"
SIZES = {"b": 3, "m": 4, "n": 6, "k": 8, "g": 2, "f": 5, "c": 3, "y": 7, "r": 2,
         UNIT: 1}
ROLES = ("input", "weight", "output")


class Form:
    """A formula, the loops of each dimension of its layer, and what rides with
    which role. Loops have any size unless `sizes` says. Operands have the type of the arithmetic unless `types` says."""

    def __init__(self, title, formula, layer, sides=None, broadcast="",
                 types=None, arithmetic="f32", weight=1, sizes=None):
        self.title, self.formula, self.layer = title, formula, layer
        self.sides, self.broadcast = sides or {}, broadcast
        self.types, self.arithmetic = types or {}, arithmetic
        self.weight, self.sizes = weight, sizes or {}
        self.parse()

    def parse(self):
        tree = ast.parse(self.formula)
        self.statements = tree.body
        self.results = [s.target.value.id if isinstance(s, ast.AugAssign)
                        else s.targets[0].value.id for s in self.statements]
        # name -> index expressions, as text
        self.indices, self.scalars = {}, []
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript):
                parts = node.slice.elts if isinstance(
                    node.slice, ast.Tuple) else [node.slice]
                self.indices.setdefault(
                    node.value.id, [ast.unparse(part) for part in parts])
        arrays = set(self.indices)
        text_order = sorted(
            (n for n in ast.walk(tree) if isinstance(n, ast.Name)),
            key=lambda n: (n.lineno, n.col_offset))
        self.loops = []
        for node in text_order:
            if node.id in SIZES and node.id not in self.loops:
                self.loops.append(node.id)
        called = {n.func.id for n in ast.walk(tree)
                  if isinstance(n, ast.Call)}
        self.inputs = []
        for node in text_order:
            name = node.id
            if name in SIZES or name in called or name in self.results:
                continue
            if name not in arrays:
                self.indices[name] = []
                self.scalars.append(name)
            if name not in self.inputs:
                self.inputs.append(name)

    # -- types -----------------------------------------------------------

    def element(self, name):
        return self.types.get(name, self.arithmetic).replace("u", "i")

    def shape(self, name, sizes):
        def last(text):
            names = {loop: sizes[loop] - 1 for loop in self.loops}
            return eval(text, {}, names) + 1  # pylint: disable=eval-used
        return [last(text) for text in self.indices[name]]

    def type(self, name, sizes):
        if name in self.scalars:
            return self.element(name)
        dims = "".join(f"{size}x" for size in self.shape(name, sizes))
        return f"tensor<{dims}{self.element(name)}>"

    # -- the op ----------------------------------------------------------

    def map(self, name):
        indices = ", ".join(self.indices[name]).replace("//", "floordiv")
        return f"affine_map<({', '.join(self.loops)}) -> ({indices})>"

    def op(self, operands, sizes):
        """`linalg.generic` on the values of the map `operands`."""
        body = Body(self)
        for statement in self.statements:
            body.add(statement)
        parallel = self.indices[self.results[0]]
        kinds = ", ".join('"parallel"' if loop in parallel else '"reduction"'
                          for loop in self.loops)
        names = self.inputs + self.results
        arguments = ", ".join(f"%{n}_: {self.element(n)}" for n in names)
        result_types = [self.type(n, sizes) for n in self.results]

        def group(word, some):
            values = ", ".join(operands[n] for n in some)
            types = ", ".join(self.type(n, sizes) for n in some)
            return f"{word}({values} : {types})"
        arrow = ", ".join(result_types)
        if len(result_types) > 1:
            arrow = f"({arrow})"
        text = "\n    ".join(body.lines)
        yielded = ", ".join(body.values[n] for n in self.results)
        return (f"linalg.generic {{indexing_maps = "
                f"[{', '.join(self.map(n) for n in names)}],\n"
                f"      iterator_types = [{kinds}]}}\n"
                f"      {group('ins', self.inputs)}\n"
                f"      {group('outs', self.results)} {{\n"
                f"  ^bb0({arguments}):\n    {text}\n"
                f"    linalg.yield {yielded} : "
                f"{', '.join(self.element(n) for n in self.results)}\n"
                f"  }} -> {arrow}")

    def function(self, name, sizes, before=""):
        names = [n for n in self.inputs + self.results if n not in self.scalars]
        constants = "".join(f"  %{n} = arith.constant 3 : {self.element(n)}\n"
                            for n in self.scalars)
        arguments = ", ".join(f"%{n}: {self.type(n, sizes)}" for n in names)
        types = ", ".join(self.type(n, sizes) for n in self.results)
        count = len(self.results)
        values = ", ".join(f"%0#{i}" for i in range(count)) if count > 1 else "%0"
        assign = f"%0:{count}" if count > 1 else "%0"
        op = self.op({n: f"%{n}" for n in self.inputs + self.results}, sizes)
        return (f"func.func @{name}({arguments}) -> ({types}) {{\n"
                f"{constants}{before}"
                f"  {assign} = {op}\n  return {values} : {types}\n}}\n")

    # -- what is expected ------------------------------------------------

    def expected(self, sizes):
        bounds = []
        for dim in "KBPQCRSG":
            product = 1
            for loop in self.layer.get(dim, ""):
                product *= sizes[loop]
            bounds.append(f"{dim}={product}")
        text = f"layer {' '.join(bounds)} stride"
        tail = f" weight {self.weight}"
        names = self.inputs + self.results
        for role in ROLES:
            numbers = sorted(names.index(n) for n in self.sides.get(role, ""))
            if numbers:
                lead = " side " if " side " not in tail else " "
                tail += f"{lead}{role}[{', '.join(map(str, numbers))}]"
        if self.broadcast:
            role, loop = self.broadcast.split()
            tail += f" broadcast {role}[{self.loops.index(loop)}]"
        return text, tail

    def row(self):
        layer = ", ".join(f"{d} = {'·'.join(x)}"
                          for d, x in self.layer.items())
        rides = [f"{', '.join(f'`{n}`' for n in names)} with the {role}"
                 for role, names in self.sides.items()]
        if self.broadcast:
            role, loop = self.broadcast.split()
            rides.append(f"none; the {role} is broadcast along {loop}")
        formula = self.formula.replace("|", "\\|")
        return f"| {self.title} | `{formula}` | {layer} | {'; '.join(rides)} |"


class Body:
    """The ops of a body, from the syntax tree of its formula."""

    def __init__(self, form):
        self.form, self.lines = form, []
        self.kind = form.arithmetic
        self.is_float = self.kind.startswith("f")
        self.values = {n: f"%{n}_" for n in form.inputs + form.results}
        self.converted = {}

    def emit(self, text):
        self.lines.append(f"%v{len(self.lines)} = {text}")
        return f"%v{len(self.lines) - 1}"

    def arithmetic(self, name, *operands):
        suffix = "f" if self.is_float else "i"
        return self.emit(f"arith.{name}{suffix} {', '.join(operands)} : "
                         f"{self.kind}")

    def constant(self, value):
        text = repr(float(value)) if self.is_float else str(int(value))
        return self.emit(f"arith.constant {text} : {self.kind}")

    def read(self, name):
        """An operand's element in the type of the arithmetic."""
        element = self.form.types.get(name, self.kind)
        value = self.values[name]
        if element == self.kind or element == "i1":
            return value
        if name not in self.converted:
            width = element.replace("u", "i")
            sign = "ui" if element.startswith("u") else "si"
            if self.is_float:
                if width.startswith("i"):
                    text = f"arith.{sign}tofp {value} : {width} to {self.kind}"
                else:
                    text = f"arith.extf {value} : {width} to {self.kind}"
            else:
                text = f"arith.ext{sign} {value} : {width} to {self.kind}"
            self.converted[name] = self.emit(text)
        return self.converted[name]

    def add(self, statement):
        if isinstance(statement, ast.AugAssign):
            name = statement.target.value.id
            value = self.expression(statement.value)
            kind = "add" if isinstance(statement.op, ast.Add) else "sub"
            self.values[name] = self.arithmetic(kind, self.values[name], value)
        else:
            name = statement.targets[0].value.id
            self.values[name] = self.expression(statement.value)

    def expression(self, node):
        if isinstance(node, ast.Constant):
            return self.constant(node.value)
        if isinstance(node, ast.Name):
            if node.id in SIZES:
                return self.emit(f"linalg.index {self.form.loops.index(node.id)}"
                                 " : index")
            return self.read(node.id)
        if isinstance(node, ast.Subscript):
            return self.read(node.value.id)
        if isinstance(node, ast.UnaryOp):
            value = self.expression(node.operand)
            if self.is_float:
                return self.arithmetic("neg", value)
            return self.arithmetic("sub", self.constant(0), value)
        if isinstance(node, ast.BinOp):
            name = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul",
                    ast.Div: "div"}[type(node.op)]
            return self.arithmetic(name, self.expression(node.left),
                                   self.expression(node.right))
        if isinstance(node, ast.Compare):
            return self.compare(node)
        return self.call(node.func.id, node.args)

    def compare(self, node):
        left = self.expression(node.left)
        right = self.expression(node.comparators[0])
        is_index = isinstance(node.left, ast.Name) and node.left.id in SIZES
        how = {ast.Gt: "gt", ast.GtE: "ge"}[type(node.ops[0])]
        if is_index or not self.is_float:
            kind = "index" if is_index else self.kind
            return self.emit(f"arith.cmpi s{how}, {left}, {right} : {kind}")
        return self.emit(f"arith.cmpf o{how}, {left}, {right} : {self.kind}")

    def call(self, name, arguments):
        if name == "silu":
            value = self.expression(arguments[0])
            one = self.constant(1)
            power = self.emit(f"math.exp {self.arithmetic('neg', value)} : "
                              f"{self.kind}")
            sigmoid = self.arithmetic("div", one,
                                      self.arithmetic("add", one, power))
            return self.arithmetic("mul", sigmoid, value)
        values = [self.expression(argument) for argument in arguments]
        if name == "where":
            return self.emit(f"arith.select {', '.join(values)} : {self.kind}")
        if name == "max":
            op = "arith.maximumf" if self.is_float else "arith.maxsi"
        else:
            op = {"round": "math.roundeven", "exp": "math.exp",
                  "rsqrt": "math.rsqrt", "fma": "math.fma",
                  "abs": "math.absf"}[name]
        return self.emit(f"{op} {', '.join(values)} : {self.kind}")


MATMUL = {"K": "n", "B": "m", "C": "k"}
INTEGERS = {"x": "i8", "w": "i8"}

FORMS = {
    "int4_groups": Form(
        "4-bit weights, scales and zero points per group",
        "o[m, n] += x[m, g, k] * ((w[n, g, k] - z[n, g]) * s[n, g])",
        {"K": "n", "B": "m", "C": "gk"}, {"weight": "zs"}, types={"w": "u4"}),
    "grouped_loop": Form(
        "scale per group of a loop",
        "o[m, n] += x[m, k] * (w[k, n] * s[k // 4, n])", MATMUL,
        {"weight": "s"}, sizes={"k": 8}),
    "block_scales": Form(
        "scales per block of both factors",
        "o[m, n] += x[m, g, k] * t[m, g] * (w[n, g, k] * s[n, g])",
        {"K": "n", "B": "m", "C": "gk"}, {"input": "t", "weight": "s"},
        weight=2),
    "channel_scale": Form(
        "scale per channel", "o[m, n] += x[m, k] * (w[k, n] * s[n])", MATMUL,
        {"weight": "s"}),
    "scaled_product": Form(
        "scaled product", "o[m, n] += x[m, k] * w[k, n] * s[m]", MATMUL,
        {"input": "s"}),
    "zero_point_scalar": Form(
        "zero point, a scalar", "o[m, n] += (x[m, k] - z) * w[k, n]", MATMUL,
        types={"x": "i8", "w": "i8", "z": "i32"}, arithmetic="i32", weight=2),
    "zero_point_tensor": Form(
        "zero point, one element", "o[m, n] += (x[m, k] - z[0]) * w[k, n]",
        MATMUL, {"input": "z"}, types={**INTEGERS, "z": "i8"},
        arithmetic="i32", weight=2),
    "zero_point_channel": Form(
        "zero point per channel", "o[m, n] += x[m, k] * (w[k, n] - z[n])",
        MATMUL, {"weight": "z"}, types={**INTEGERS, "z": "i8"},
        arithmetic="i32"),
    "silu": Form(
        "activation function", "o[m, n] += round(silu(x[m, k])) * w[k, n]",
        MATMUL),
    "gated": Form(
        "gated product", "o[m, n] += round(silu(x[m, k])) * u[m, k] * w[k, n]",
        MATMUL, {"input": "u"}, weight=2),
    "division": Form(
        "normalized rows",
        "o[b, m, n] += round(x[b, m, k] / d[b, m]) * w[b, k, n]",
        {**MATMUL, "G": "b"}, {"input": "d"}, weight=2),
    "layer_norm": Form(
        "normalized columns and rows",
        "o[m, n] += ((x[m, k] - u[m]) * s[m] * t[k] + v[k]) * w[k, n]", MATMUL,
        {"input": "ustv"}, weight=5),
    "divided_product": Form(
        "divided product",
        "o[m, n] += x[m, k] * w[k, n] / where(d[n] > 0, 2, 4)", MATMUL,
        {"weight": "d"}),
    "divisor": Form(
        "divisors", "o[m, n] += s[m] / where(x[m, k] > 0, 1, 2) * w[k, n]",
        MATMUL, {"input": "s"}, weight=2),
    "signs": Form(
        "signs", "o[m, n] += where(x[m, k] > 0, 2, 0) * w[k, n]", MATMUL),
    "residual": Form(
        "convolution of a sum",
        "o[f, y] += max(x[c, y * 2 + r] + t[c, y * 2 + r], 0) * w[f, c, r]",
        {"K": "f", "P": "y", "C": "c", "R": "r"}, {"input": "t"}, weight=2),
    "masked": Form(
        "masked product", "o[m, n] += where(t[m, n], x[m, k] * w[k, n], 0)",
        MATMUL, {"output": "t"}, types={"t": "i1"}, weight=2),
    "masked_sum": Form(
        "masked sum",
        "o[m, n] = where(t[m, k], o[m, n] + x[m, k] * w[k, n], o[m, n])",
        MATMUL, {"input": "t"}, types={"t": "i1"}, weight=2),
    "causal": Form(
        "mask of loop numbers",
        "o[m, n] += where(m >= k, x[m, k], 0) * w[k, n]", MATMUL),
    "subtracted": Form(
        "subtracted product", "o[m, n] -= x[m, k] * w[k, n]", MATMUL),
    "fused_add": Form(
        "fused multiply-add",
        "o[m, n] = fma(x[m, k], w[k, n] * s[n], o[m, n])", MATMUL,
        {"weight": "s"}),
    "two_results": Form(
        "two results", "o[m, n] += x[m, k] * w[k, n]; a[m, n] = max(o[m, n], 0)",
        MATMUL, {"output": "a"}),
    "second_result": Form(
        "the second result",
        "a[m, n] += x[m, k]; o[m, n] += x[m, k] * w[k, n]", MATMUL,
        {"output": "a"}),
    "requantized": Form(
        "a result that is requantized, too",
        "o[m, n] += (x[m, k] - u[0]) * (w[k, n] - v[n]); "
        "a[m, n] = round(o[m, n] * s[n])", MATMUL,
        {"input": "u", "weight": "v", "output": "sa"}, weight=2),
    "broadcast_a": Form(
        "a vector for the first matrix", "o[m, n] += x[k] * w[k, n]", MATMUL,
        broadcast="input m"),
    "broadcast_b": Form(
        "a vector for the second", "o[m, n] += x[m, k] * w[k]", MATMUL,
        broadcast="weight n"),
    "broadcast_sum": Form(
        "a reduction of one operand", "o[m, n] += x[m, k] * w[b, k, n]",
        {"K": "n", "B": "m", "C": "kb"}, broadcast="input b"),
}

NO_MAC = ("no-mac-body", "its body is not a multiply-accumulate of two operands")
UNSUPPORTED = "unsupported-body"

# Formula, then the name of the remark and its reason.
MISSES = [
    ("o[m, n] = abs(o[m, n] + x[m, k] * w[k, n])", UNSUPPORTED,
     "op 'math.absf' follows the sum"),
    ("o[m, n] = o[m, n] * s[m] + x[m, k] * w[k, n]", UNSUPPORTED,
     "the accumulator passes through op 'arith.mulf' before the sum"),
    ("o[m, n] = o[m, n] + x[m, k] * w[k, n] + u[m, k] * v[k, n]", UNSUPPORTED,
     "it adds more than one value to the accumulator"),
    ("o[m, n] += x[m, k] * w[k, n] + u[m, k] * v[k, n]", UNSUPPORTED,
     "op 'arith.addf' comes between the product and the sum"),
    ("o[m, n] += max(x[m, k] * w[k, n], 0)", UNSUPPORTED,
     "op 'arith.maximumf' comes between the product and the sum"),
    ("o[m, n] = x[m, k] * w[k, n] - o[m, n]", UNSUPPORTED,
     "it subtracts the accumulator from the product"),
    ("o[m, n] += (x[m, k] - z[k]) * (w[k, n] - z[k])", UNSUPPORTED,
     "operand 1 is in both factors of the product"),
    ("o[m, n] += (x[m, k] - o[m, n]) * w[k, n]", UNSUPPORTED,
     "a factor of the product depends on the accumulator"),
    ("a[m, n] += t[m, k]; o[m, n] += (x[m, k] - a[m, n]) * w[k, n]",
     UNSUPPORTED,
     "a factor of the product depends on the accumulator of result 0"),
    ("o[m, n] += x[m, k] * w[k, n]; a[m, n] += x[m, k] * v[k, n]", UNSUPPORTED,
     "results 0 and 1 are both sums of products"),
    # Softmax, sums of squares and of products with the largest term.
    ("o[m] += exp(x[m, k] * t[m, k] - d[m])", *NO_MAC),
    ("o[m] += (x[m, k] - d[m]) * (x[m, k] - d[m])", *NO_MAC),
    ("o[m] += (x[m, k] * s[k]) * (x[m, k] * s[k])", *NO_MAC),
    ("o[m, n] = max(o[m, n], x[m, k] * w[k, n])", *NO_MAC),
    ("o[m] += x[m, k] / t[m, k]", *NO_MAC),
    ("o[m] += max(x[m, k] * s[m] + t[m], 0)", *NO_MAC),
]


def print_miss(number, formula, kind, reason):
    form = Form("", formula, {})
    remark = (f"  // expected-remark@below {{{{[Missed] {kind} | "
              f"Category:neurospector | Function=miss_{number} | "
              f"Op=linalg.generic, Reason=\"{reason}\"}}}}\n")
    print(f"// {formula}")
    print(form.function(f"miss_{number}", SIZES, remark))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    if arguments.misses and arguments.table:
        for formula, kind, reason in MISSES:
            if kind == UNSUPPORTED:
                print(f"| `{formula}` | {reason} |")
        return
    if arguments.misses:
        print("// expected-warning@below {{nothing was scheduled}}\nmodule {\n")
        for number, miss in enumerate(MISSES):
            print_miss(number, *miss)
        print("}")
        return
    for name, form in FORMS.items():
        if arguments.table:
            print(form.row())
            continue
        head, tail = form.expected(SIZES)
        remark = (f"  // expected-remark-re@below {{{{{head} {{{{.*}}}}{tail}"
                  "{{$}}}}\n")
        print(f"// {form.formula}")
        print(form.function(name, SIZES, remark))


if __name__ == "__main__":
    main()
