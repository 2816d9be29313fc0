"""Ops, accelerators and the test bench of check_tiling.py."""

import copy

import forms
import random_forms

INTEGER = {"i4", "i8", "i32"}


class Case:
    """One linalg op: its text with {i}, {w}, {o} for the operands' types."""

    results = 1  # the last of the operands
    runs = None  # another case's function, which takes all sizes: its name, types
    broadcasts = False  # the model counts one operand as if it were larger
    gap_axes = 0  # along which strides or dilations may leave elements out

    def __init__(self, name, shapes, types=("f32", "f32", "f32"), attributes="",
                 scalars="", body=None):
        self.name, self.types = name, types
        self.tensors = [
            f"tensor<{''.join(f'{size}x' for size in shape)}{kind}>"
            for shape, kind in zip(shapes, types)
        ]
        self.shapes, self.attributes, self.body = shapes, attributes, body
        self.scalars = scalars
        self.slides = "conv" in name or "y *" in attributes

    def __str__(self):
        return f"{self.name} {' '.join(self.tensors)} {self.attributes}"

    def function_on(self, name, tensors):
        """The op on tensors of other types."""
        other = copy.copy(self)
        other.tensors = tensors
        return other.function(name)

    def function(self, name):
        first, second, result = self.tensors
        zeros = (", %z, %z", ", i32, i32") if self.scalars else ("", "")
        constant = "  %z = arith.constant 3 : i32\n" if self.scalars else ""
        return f"""func.func @{name}(%a: {first}, %b: {second}, %c: {result}) -> {result} {{
{constant}  %0 = linalg.{self.name} {self.attributes}
      ins(%a, %b{zeros[0]} : {first}, {second}{zeros[1]}) outs(%c : {result}) {self.body or ''} -> {result}
  return %0 : {result}
}}
"""


def merge_types(types):
    """The tensor type of all of `types`: a size that differs is dynamic."""
    axes = zip(*(kind[len("tensor<"):-1].split("x") for kind in types))
    return "tensor<" + "x".join(
        sizes[0] if len(set(sizes)) == 1 else "?" for sizes in axes) + ">"


def make_dynamic(cases, name, assumed):
    """A function that takes what any of `cases`, an op of several sizes, does,
    and has sizes assumed; each case will run it."""
    tensors = [merge_types(types) for types in zip(*(c.tensors for c in cases))]
    for case in cases:
        case.runs = (name, tensors)
    text = cases[0].function_on(name, tensors)
    head, body = text.split(" {\n", 1)
    return f"{head} attributes {{neurospector.assume = {assumed} : i64}} {{\n{body}"


class FormCase(Case):
    """An op of forms.py, with random sizes. Scalars are constants."""

    def __init__(self, rng, form):
        # pylint: disable=super-init-not-called
        self.form = form
        self.sizes = {loop: size(rng, SIZES[:5] if len(form.loops) > 3 else
                                 SIZES) for loop in form.loops}
        self.sizes.update(form.sizes)
        if forms.UNIT in self.sizes:
            self.sizes[forms.UNIT] = 1
        self.names = [n for n in form.inputs + form.results
                      if n not in form.scalars]
        self.types = [form.element(n) for n in self.names]
        self.shapes = [form.shape(n, self.sizes) for n in self.names]
        self.tensors = [form.type(n, self.sizes) for n in self.names]
        self.results = len(form.results)
        self.broadcasts = bool(form.broadcast)
        self.slides = "y" in form.loops

    def __str__(self):
        return f"{self.form.formula} {' '.join(self.tensors)}"

    def function(self, name):
        return self.form.function(name, self.sizes)

    def function_on(self, name, tensors):
        form = copy.copy(self.form)
        types = dict(zip(self.names, tensors))
        form.type = lambda operand, sizes: types.get(operand) or type(form).type(
            form, operand, sizes)
        return form.function(name, self.sizes)


class BiasCase(Case):
    """A product on top of a vector that is broadcast to all of its rows."""

    def __init__(self, rng):
        m, n, k = (size(rng, SIZES) for _ in range(3))
        super().__init__("matmul with a bias", ((m, k), (k, n), (n,), (m, n)),
                         ("f32",) * 4)

    def function(self, name):
        x, w, bias, result = self.tensors
        return f"""func.func @{name}(%x: {x}, %w: {w}, %b: {bias}, %c: {result}) -> {result} {{
  %init = linalg.broadcast ins(%b : {bias}) outs(%c : {result}) dimensions = [0]
  %0 = linalg.matmul ins(%x, %w : {x}, {w}) outs(%init : {result}) -> {result}
  return %0 : {result}
}}
"""


def data(name, shape, kind, tensor, salt):
    """A tensor of odd integers from -13 to 13, or bits, that look random."""
    rank = len(shape)
    indices = ", ".join(f"%i{d}" for d in range(rank))
    arguments = ", ".join(f"%i{d}: index" for d in range(rank))
    lines = [f"  %{name} = tensor.generate {{", f"  ^bb0({arguments}):"]
    lines.append(f"    %h = arith.constant {salt} : index")
    value = "%h"
    for d in range(rank):
        lines += [
            f"    %p{d} = arith.constant {2654435761 + 2 * d} : index",
            f"    %a{d} = arith.addi {value}, %i{d} : index",
            f"    %m{d} = arith.muli %a{d}, %p{d} : index",
            f"    %s{d} = arith.constant 13 : index",
            f"    %t{d} = arith.shrui %m{d}, %s{d} : index",
            f"    %x{d} = arith.xori %m{d}, %t{d} : index",
        ]
        value = f"%x{d}"
    lines += [
        "    %f = arith.constant 14 : index",
        f"    %r = arith.remui {value}, %f : index",
        "    %twice = arith.addi %r, %r : index",
        "    %most = arith.constant 13 : index",
        "    %n = arith.subi %twice, %most : index",
    ]
    if kind == "i1":
        # The first is true: a mask does not hide everything.
        total = "%zero"
        lines.append("    %zero = arith.constant 0 : index")
        for d in range(rank):
            lines.append(f"    %sum{d} = arith.addi {total}, %i{d} : index")
            total = f"%sum{d}"
        lines += [
            f"    %isFirst = arith.cmpi eq, {total}, %zero : index",
            "    %isLow = arith.cmpi ult, %twice, %f : index",
            "    %v = arith.ori %isFirst, %isLow : i1",
        ]
    elif kind in INTEGER:
        lines.append(f"    %v = arith.index_cast %n : index to {kind}")
    else:
        lines.append("    %w = arith.index_cast %n : index to i32")
        lines.append(f"    %v = arith.sitofp %w : i32 to {kind}")
    lines += [f"    tensor.yield %v : {kind}", f"  }} : {tensor}"]
    return "\n".join(lines) + "\n"


def comparison(case):
    """Prints how many elements of the results %x and %y differ, and how many
    are not zero, of the result that has most."""
    text = "  %n = tensor.splat %none : tensor<i64>\n"
    for result in range(case.results):
        text += compare_result(case, result)
    for one in range(1, case.results):
        text += f"""  %differ{one}s = arith.addi %differ{one - 1}{'s' * (one > 1)}, %differ{one} : i64
  %nonzero{one}s = arith.maxsi %nonzero{one - 1}{'s' * (one > 1)}, %nonzero{one} : i64
"""
    last = f"{case.results - 1}{'s' * (case.results > 1)}"
    for name in ("differ", "nonzero"):
        text += (f"  call @printI64(%{name}{last}) : (i64) -> ()\n"
                 "  call @printNewline() : () -> ()\n")
    return text


def compare_result(case, result):
    operand = len(case.types) - case.results + result
    kind, tensor = case.types[operand], case.tensors[operand]
    compare = "arith.cmpi ne," if kind in INTEGER else "arith.cmpf une,"
    zero = "0" if kind in INTEGER else "0.0"
    rank = len(case.shapes[operand])
    dims = ", ".join(f"d{d}" for d in range(rank))
    full = f"affine_map<({dims}) -> ({dims})>"
    scalar = f"affine_map<({dims}) -> ()>"
    kinds = ", ".join(['"reduction"'] * rank)
    number = f"#{result}" if case.results > 1 else ""
    return f"""  %r{result}:2 = linalg.generic {{indexing_maps = [{full}, {full}, {scalar}, {scalar}],
      iterator_types = [{kinds}]}} ins(%x{number}, %y{number} : {tensor}, {tensor})
      outs(%n, %n : tensor<i64>, tensor<i64>) {{
  ^bb0(%p: {kind}, %q: {kind}, %s: i64, %t: i64):
    %zero = arith.constant {zero} : {kind}
    %d = {compare} %p, %q : {kind}
    %e = {compare} %p, %zero : {kind}
    %d64 = arith.extui %d : i1 to i64
    %e64 = arith.extui %e : i1 to i64
    %s1 = arith.addi %s, %d64 : i64
    %t1 = arith.addi %t, %e64 : i64
    linalg.yield %s1, %t1 : i64, i64
  }} -> (tensor<i64>, tensor<i64>)
  %differ{result} = tensor.extract %r{result}#0[] : tensor<i64>
  %nonzero{result} = tensor.extract %r{result}#1[] : tensor<i64>
"""


def call_dynamic(case, names):
    """Calls the function that takes all sizes; %y is its result."""
    function, tensors = case.runs
    text = ""
    for name, static, dynamic in zip(names, case.tensors, tensors):
        text += f"  %any_{name} = tensor.cast %{name} : {static} to {dynamic}\n"
    values = ", ".join(f"%any_{name}" for name in names)
    types, results = ", ".join(tensors), ", ".join(tensors[-case.results:])
    first = len(tensors) - case.results
    text += (f"  %any:{case.results} = call @{function}({values}) : ({types}) -> "
             f"({results})\n")
    for number in range(case.results):
        text += (f"  %cast_{number} = tensor.cast %any#{number} : "
                 f"{tensors[first + number]} to {case.tensors[first + number]}\n")
    if case.results == 1:
        return text + f"  %y = tensor.cast %cast_0 : {case.tensors[-1]} to {case.tensors[-1]}\n"
    casts = ", ".join(f"%cast_{number}" for number in range(case.results))
    results = ", ".join(case.tensors[first:])
    return text + (f"  %y:{case.results} = scf.execute_region -> ({results}) {{\n"
                   f"    scf.yield {casts} : {results}\n  }}\n")


def harness(cases):
    """Functions that run each case both ways, and `main` that runs them all."""
    text = """func.func private @printI64(i64) attributes {llvm.emit_c_interface}
func.func private @printNewline() attributes {llvm.emit_c_interface}
"""
    text = text.replace(" attributes {llvm.emit_c_interface}", "")
    for i, case in enumerate(cases):
        text += case.function(f"reference_{i}")
        text += f"func.func @run_{i}() {{\n  %none = arith.constant 0 : i64\n"
        names = [f"in{operand}" for operand in range(len(case.tensors))]
        for operand, name in enumerate(names):
            text += data(name, case.shapes[operand], case.types[operand],
                         case.tensors[operand], 1000 * i + operand)
        values = ", ".join(f"%{name}" for name in names)
        types = ", ".join(case.tensors)
        results = ", ".join(case.tensors[-case.results:])
        count = f":{case.results}" if case.results > 1 else ""
        for value, function in (("x", f"reference_{i}"), ("y", f"case_{i}")):
            if value == "y" and case.runs:
                text += call_dynamic(case, names)
                continue
            text += (f"  %{value}{count} = call @{function}({values}) : ({types}) "
                     f"-> ({results})\n")
        text += comparison(case) + "  return\n}\n"
    calls = "".join(f"  call @run_{i}() : () -> ()\n" for i in range(len(cases)))
    return text + f"func.func @main() {{\n{calls}  return\n}}\n"


# ----------------------------------------------------------------------------
# Ops
# ----------------------------------------------------------------------------

SIZES = [1, 2, 3, 4, 5, 6, 8]
SMALL = [1, 2, 3, 4]
LARGE = [12, 16]
OUTPUTS = [1, 2, 3, 4, 6]


def use_odd_sizes():
    """Sizes that few tiles divide."""
    SIZES[:], SMALL[:], LARGE[:] = [2, 3, 5, 7, 9, 11, 13], [2, 3, 5], [17, 19]
    OUTPUTS[:] = [1, 3, 5, 7, 9]


def size(rng, choices):
    """One of `choices`. A generator with another one as `sizes` makes the same
    op of several sizes."""
    return getattr(rng, "sizes", rng).choice(choices)


def window(rng):
    """(output, window, stride, dilation, input) of one convolved dimension.

    The input may have a little more than the windows need.
    """
    out, win = size(rng, OUTPUTS), size(rng, [1, 2, 3])
    stride, dilation = rng.choice([1, 1, 2]), rng.choice([1, 1, 2])
    read = (out - 1) * stride + (win - 1) * dilation + 1
    return out, win, stride, dilation, read + size(rng, [0, 0, 1])


# Axes of input, filter and output: n batch, g group, c channel, f filter, m
# multiplier, and the image axes, along which the filter is a window.
CONVOLUTIONS = {
    "conv_1d": "w w w",
    "conv_2d": "hw hw hw",
    "conv_1d_nwc_wcf": "nwc wcf nwf",
    "conv_1d_ncw_fcw": "ncw fcw nfw",
    "conv_2d_nchw_fchw": "nchw fchw nfhw",
    "conv_2d_nchw_fchw_q": "nchw fchw nfhw",
    "conv_2d_nhwc_hwcf": "nhwc hwcf nhwf",
    "conv_2d_nhwc_hwcf_q": "nhwc hwcf nhwf",
    "conv_2d_nhwc_fhwc": "nhwc fhwc nhwf",
    "conv_2d_nhwc_fhwc_q": "nhwc fhwc nhwf",
    "conv_2d_ngchw_fgchw": "ngchw fgchw ngfhw",
    "conv_2d_ngchw_gfchw": "ngchw gfchw ngfhw",
    "conv_2d_ngchw_gfchw_q": "ngchw gfchw ngfhw",
    "conv_2d_nhwgc_gfhwc": "nhwgc gfhwc nhwgf",
    "conv_2d_nhwgc_gfhwc_q": "nhwgc gfhwc nhwgf",
    "conv_3d": "dhw dhw dhw",
    "conv_3d_ndhwc_dhwcf": "ndhwc dhwcf ndhwf",
    "conv_3d_ndhwc_dhwcf_q": "ndhwc dhwcf ndhwf",
    "conv_3d_ncdhw_fcdhw": "ncdhw fcdhw nfdhw",
    "depthwise_conv_1d_nwc_wc": "nwc wc nwc",
    "depthwise_conv_1d_ncw_cw": "ncw cw ncw",
    "depthwise_conv_1d_nwc_wcm": "nwc wcm nwcm",
    "depthwise_conv_2d_nhwc_hwc": "nhwc hwc nhwc",
    "depthwise_conv_2d_nhwc_hwc_q": "nhwc hwc nhwc",
    "depthwise_conv_2d_nchw_chw": "nchw chw nchw",
    "depthwise_conv_2d_nhwc_hwcm": "nhwc hwcm nhwcm",
    "depthwise_conv_2d_nhwc_hwcm_q": "nhwc hwcm nhwcm",
    "depthwise_conv_3d_ndhwc_dhwc": "ndhwc dhwc ndhwc",
    "depthwise_conv_3d_ncdhw_cdhw": "ncdhw cdhw ncdhw",
    "depthwise_conv_3d_ndhwc_dhwcm": "ndhwc dhwcm ndhwcm",
}


def convolution(rng, name):
    layouts = CONVOLUTIONS[name].split()
    axes = [a for a in "dhw" if a in layouts[0]]
    small = SMALL if len(axes) == 3 else SIZES
    sizes = {"n": size(rng, [1, 1, 2]), "g": size(rng, [1, 2, 3]),
             "c": size(rng, small), "f": size(rng, small),
             "m": size(rng, [1, 2, 3])}
    inputs, windows, outputs = dict(sizes), dict(sizes), dict(sizes)
    strides, dilations = [], []
    for axis in axes:
        out, win, stride, dilation, read = window(rng)
        if name == f"conv_{len(axes)}d":  # has neither strides nor dilations
            stride, dilation, read = 1, 1, out + win - 1
        inputs[axis], windows[axis], outputs[axis] = read, win, out
        strides.append(stride)
        dilations.append(dilation)
    shapes = [[sizes[axis] for axis in layout]
              for sizes, layout in zip((inputs, windows, outputs), layouts)]
    kind = f"tensor<{len(axes)}xi64>"
    attributes = "" if name == f"conv_{len(axes)}d" else (
        f"{{strides = dense<{strides}> : {kind}, "
        f"dilations = dense<{dilations}> : {kind}}}")
    quantized = name.endswith("_q")
    types = ("i8", "i8", "i32") if quantized else ("f32",) * 3
    case = Case(name, shapes, types, attributes, scalars=quantized)
    case.gap_axes = sum(max(steps) > 1 for steps in zip(strides, dilations))
    return case


def maps(dims, *results):
    return "[" + ", ".join(
        f"affine_map<({dims}) -> ({result})>" for result in results) + "]"


def matmul(rng, form):
    m, n, k, b = (size(rng, SIZES + LARGE) for _ in range(4))
    b = min(b, 4)
    bytes_to_int = ("i8", "i8", "i32")
    if form == "matmul":
        return Case(form, ((m, k), (k, n), (m, n)))
    if form == "matmul_i8":
        return Case("matmul", ((m, k), (k, n), (m, n)), bytes_to_int)
    if form == "batch_matmul_broadcast":
        return Case("batch_matmul", ((m, k), (b, k, n), (b, m, n)),
                    attributes="indexing_maps = " + maps(
                        "b, m, n, k", "m, k", "b, k, n", "b, m, n"))
    if form == "quantized_matmul":
        return Case(form, ((m, k), (k, n), (m, n)), bytes_to_int, scalars=True)
    if form == "quantized_batch_matmul":
        return Case(form, ((b, m, k), (b, k, n), (b, m, n)), bytes_to_int,
                    scalars=True)
    if form == "matmul_transpose_a":
        return Case("matmul", ((k, m), (k, n), (m, n)), attributes="indexing_maps = "
                    + maps("m, n, k", "k, m", "k, n", "m, n"))
    if form == "matmul_transpose_b":
        return Case("matmul", ((m, k), (n, k), (m, n)), attributes="indexing_maps = "
                    + maps("m, n, k", "m, k", "n, k", "m, n"))
    if form == "batch_matmul":
        return Case(form, ((b, m, k), (b, k, n), (b, m, n)))
    if form == "batch_matmul_transpose_b":
        return Case("batch_matmul", ((b, m, k), (b, n, k), (b, m, n)),
                    attributes="indexing_maps = " + maps(
                        "b, m, n, k", "b, m, k", "b, n, k", "b, m, n"))
    if form == "batch_reduce_matmul":
        return Case(form, ((b, m, k), (b, k, n), (m, n)))
    if form == "matvec":
        return Case(form, ((m, k), (k,), (m,)))
    if form == "vecmat":
        return Case(form, ((k,), (k, n), (n,)))
    if form == "batch_matvec":
        return Case(form, ((b, m, k), (b, k), (b, m)))
    if form == "batch_vecmat":
        return Case(form, ((b, k), (b, k, n), (b, n)))
    if form == "dot":
        return Case(form, ((k,), (k,), ()))
    if form == "mmt4d":
        return Case(form, ((b, k, m, 2), (3, k, n, 2), (b, 3, m, n)))
    if form == "batch_mmt4d":
        return Case(form, ((2, b, k, m, 2), (2, 3, k, n, 2), (2, b, 3, m, n)))
    if form == "contract":
        return Case(form, ((b, m, k), (n, b, k), (b, n, m)),
                    attributes="indexing_maps = " + maps(
                        "b, m, n, k", "b, m, k", "n, b, k", "b, n, m"))
    if form == "generic_casts":
        attributes = ("{indexing_maps = " + maps(
            "m, n, k", "m, k", "n, k", "m, n") +
            ', iterator_types = ["parallel", "parallel", "reduction"]}')
        return Case("generic", ((m, k), (n, k), (m, n)), bytes_to_int, attributes,
                    body=CAST_MULTIPLY_ADD)
    return generic(rng, form, m, n, k)


MULTIPLY_ADD = """{
  ^bb0(%x: f32, %y: f32, %s: f32):
    %1 = arith.mulf %x, %y : f32
    %2 = arith.addf %s, %1 : f32
    linalg.yield %2 : f32
  }"""


CAST_MULTIPLY_ADD = """{
  ^bb0(%x: i8, %y: i8, %s: i32):
    %1 = arith.extsi %x : i8 to i32
    %2 = arith.extsi %y : i8 to i32
    %3 = arith.muli %1, %2 : i32
    %4 = arith.addi %3, %s : i32
    linalg.yield %4 : i32
  }"""


def generic(rng, form, m, n, k):
    """A contraction with two reductions, or a convolution with its operands
    swapped: the filter comes first."""
    if form == "generic_contraction":
        attributes = ("{indexing_maps = " + maps(
            "m, n, k, l", "k, m, l", "l, n, k", "n, m") +
            ', iterator_types = ["parallel", "parallel", "reduction", '
            '"reduction"]}')
        return Case("generic", ((k, m, 2), (2, n, k), (n, m)),
                    attributes=attributes, body=MULTIPLY_ADD)
    p, r, stride, dilation, h = window(rng)
    attributes = ("{indexing_maps = " + maps(
        "f, y, c, r", "f, c, r", f"c, y * {stride} + r * {dilation}", "f, y") +
        ', iterator_types = ["parallel", "parallel", "reduction", "reduction"]}')
    return Case("generic", ((m, n, r), (n, h), (m, p)), attributes=attributes,
                body=MULTIPLY_ADD)


CONTRACTIONS = [
    "matmul", "matmul_i8", "matmul_transpose_a", "matmul_transpose_b",
    "quantized_matmul", "batch_matmul", "batch_matmul_transpose_b",
    "batch_matmul_broadcast", "quantized_batch_matmul", "batch_reduce_matmul",
    "matvec", "vecmat", "batch_matvec", "batch_vecmat", "dot", "mmt4d",
    "batch_mmt4d", "contract", "generic_contraction", "generic_convolution",
    "generic_casts",
]
BROADCASTS = {
    "matmul_vector_a": ("matmul", "k", "k, n", "m, n"),
    "matmul_vector_b": ("matmul", "m, k", "k", "m, n"),
    "batch_matmul_vector_a": ("batch_matmul", "k", "b, k, n", "b, m, n"),
    "batch_matmul_vector_b": ("batch_matmul", "b, m, k", "k", "b, m, n"),
}


def broadcast(rng, form):
    """A named product with a vector in place of a matrix."""
    name, *operands = BROADCASTS[form]
    loops = "b, m, n, k" if name.startswith("batch") else "m, n, k"
    sizes = {loop: size(rng, SIZES) for loop in loops.split(", ")}
    shapes = [[sizes[loop] for loop in operand.split(", ")]
              for operand in operands]
    case = Case(name, shapes,
                attributes=f"indexing_maps = {maps(loops, *operands)}")
    case.broadcasts = True
    return case


FUSED = list(forms.FORMS) + list(BROADCASTS) + ["bias", "random_body"]
FORMS = list(CONVOLUTIONS) + CONTRACTIONS + FUSED


def make_case(rng, form):
    if form in forms.FORMS:
        return FormCase(rng, forms.FORMS[form])
    if form == "random_body":
        return FormCase(rng, random_forms.RandomFormula(rng).form())
    if form in BROADCASTS:
        return broadcast(rng, form)
    if form == "bias":
        return BiasCase(rng)
    return (convolution if form in CONVOLUTIONS else matmul)(rng, form)


# K, P, C, R, stride of ResNet-50's distinct convolutions, and the classifier.
RESNET = [
    (64, 112, 3, 7, 2), (64, 56, 64, 1, 1), (64, 56, 64, 3, 1),
    (256, 56, 64, 1, 1), (64, 56, 256, 1, 1), (128, 56, 256, 1, 1),
    (128, 28, 128, 3, 2), (512, 28, 128, 1, 1), (512, 28, 256, 1, 2),
    (128, 28, 512, 1, 1), (128, 28, 128, 3, 1), (256, 28, 512, 1, 1),
    (256, 14, 256, 3, 2), (1024, 14, 256, 1, 1), (1024, 14, 512, 1, 2),
    (256, 14, 1024, 1, 1), (256, 14, 256, 3, 1), (512, 14, 1024, 1, 1),
    (512, 7, 512, 3, 2), (2048, 7, 512, 1, 1), (2048, 7, 1024, 1, 2),
    (512, 7, 2048, 1, 1), (512, 7, 512, 3, 1),
]


def resnet():
    """Channels and images a quarter or less of what they are; the input is as
    large as the padded one of PyTorch, larger than strided windows need."""
    cases = []
    for k, p, c, r, stride in RESNET:
        k, c, p = k // 16, max(c // 16, 3), max(p // 4, 3)
        size = p * stride + (r - 1) if r > 1 else p * stride
        attributes = f"{{strides = dense<{stride}> : tensor<2xi64>}}"
        cases.append(Case("conv_2d_nchw_fchw",
                          ((1, c, size, size), (k, c, r, r), (1, k, p, p)),
                          attributes=attributes))
    cases.append(Case("matmul", ((1, 128), (128, 60), (1, 60))))
    return cases


# ----------------------------------------------------------------------------
# Accelerators
# ----------------------------------------------------------------------------

def array(rng, name, sizes):
    return f"""[{name}]
SIZE_X={rng.choice(sizes)}
SIZE_Y={rng.choice(sizes)}
"""


def buffer(rng, name, sizes, shared, bypass):
    count = 1 if shared else 3
    capacity = ",".join(str(rng.choice(sizes)) for _ in range(count))
    dataflow = rng.choice(["IS", "WS", "OS"])
    stationary = {"IS": "INPUT", "WS": "WEIGHT", "OS": "OUTPUT"}[dataflow]
    around = [x for x in bypass if x != stationary and rng.random() < 0.4]
    return f"""[{name}]
DATAFLOW={dataflow}
BUFFER_SIZE={capacity}
{'BYPASS=' + ','.join(around) if around else ''}
UNIT_ACCESS_ENERGY={rng.choice([1, 2, 6])}
UNIT_STATIC_POWER=0.01
UNIT_CYCLE=1,1,1
BANDWIDTH=64
"""


def cfg_machine(rng):
    """Small enough that every level of a small op has loops."""
    chips = rng.random() < 0.25
    text = """[ACCELERATOR]
NAME=RANDOM
PRECISION=INT16
FREQUENCY=200
UNIT_MAC_ENERGY=2
UNIT_MAC_STATIC=0.01
"""
    if rng.random() < 0.3:
        text += array(rng, "MAC_ARRAY", [1, 2])
    text += array(rng, "PE_ARRAY", [1, 2, 3, 4])
    text += buffer(rng, "LOCAL_BUFFER", [48, 64, 96], rng.random() < 0.5, [])
    if rng.random() < 0.85:
        text += buffer(rng, "GLOBAL_BUFFER", [384, 512, 1024],
                       rng.random() < 0.5, ["WEIGHT", "OUTPUT", "INPUT"])
    if chips:
        text += array(rng, "MULTI_CHIPS", [1, 2])
    return text + """[DRAM]
UNIT_ACCESS_ENERGY=128
UNIT_STATIC_POWER=0.01
UNIT_CYCLE=8,8,8
BANDWIDTH=64
"""


def subset(rng, choices, least=1):
    chosen = [x for x in choices if rng.random() < 0.6]
    return chosen if len(chosen) >= least else rng.sample(choices, least)


def yaml_array(rng, name):
    dims = list("KBPQCRSG")
    if rng.random() < 0.3:
        y, x = subset(rng, dims), subset(rng, dims)
        return f"""  - array: {name}
    size: {{y: {rng.choice([2, 3])}, x: {rng.choice([2, 4])}}}
    dims: {{y: [{', '.join(y)}], x: [{', '.join(x)}]}}
"""
    text = f"  - array: {name}\n    size: {rng.choice([2, 3, 4, 6])}\n"
    if rng.random() < 0.5:
        text += f"    dims: [{', '.join(subset(rng, dims))}]\n"
    return text


def yaml_memory(rng, name, capacity, energy):
    operands = ["input", "weight", "output"]
    holds = operands if rng.random() < 0.3 else subset(rng, operands)
    text = f"""  - memory: {name}
    holds: [{', '.join(holds)}]
    energy: {energy}
    bandwidth: {rng.choice(['64', '{inside: 32}', '{read: 64, write: 32}'])}
"""
    if rng.random() < 0.5:
        text += f"    capacity: {capacity} B\n"
    else:
        rooms = ", ".join(f"{{operands: [{x}], size: {capacity} B}}" for x in holds)
        text += f"    capacity: [{rooms}]\n"
    if rng.random() < 0.3:
        text += "    double_buffered: true\n"
    if rng.random() < 0.3:
        text += f"    stationary: {rng.choice(operands)}\n"
    return text


def yaml_machine(rng):
    """Up to four memories inside the outermost, arrays anywhere."""
    text = """name: RANDOM
frequency: 500
precision: {input: 8, weight: 8, output: 16}
compute: {energy: 0.5}
levels:
  - memory: DRAM
    energy: 128
    bandwidth: 64
"""
    capacity, energy = 512, 32
    for i in range(rng.choice([1, 2, 3, 4])):
        if rng.random() < 0.6:
            text += yaml_array(rng, f"ARRAY_{i}")
        text += yaml_memory(rng, f"MEMORY_{i}", capacity, energy)
        capacity, energy = max(capacity // rng.choice([2, 4, 8]), 16), energy / 4
    if rng.random() < 0.5:
        text += yaml_array(rng, "LANES")
    return text


def machine(rng):
    """What its file's name ends in, and its text."""
    if rng.random() < 0.5:
        return ".cfg", cfg_machine(rng)
    return ".yaml", yaml_machine(rng)
