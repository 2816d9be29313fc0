# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Networks out of ONNX models."""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ._core import Error, Layer

_LETTERS = (("P", "R"), ("Q", "S"), ("D", "T"))
#: Nodes with products that are no layers here.
_OTHERS = {"ConvTranspose", "DeformConv", "Einsum", "LSTM", "GRU", "RNN", "Attention"}


class _Model:
    """Shapes and constants of a graph."""

    def __init__(self, model: Any) -> None:
        import onnx

        self.helper = onnx.helper
        graph = onnx.shape_inference.infer_shapes(model, data_prop=True).graph
        self.nodes = graph.node
        self.shapes: dict[str, list[int]] = {}
        for value in [*graph.input, *graph.value_info, *graph.output]:
            dims = value.type.tensor_type.shape.dim
            self.shapes[value.name] = [d.dim_value for d in dims]
        for constant in graph.initializer:
            self.shapes[constant.name] = list(constant.dims)
        self.constants = {constant.name for constant in graph.initializer}
        for node in graph.node:
            if all(name in self.constants for name in node.input if name):
                self.constants.update(node.output)

    def shape(self, name: str, node: Any) -> list[int]:
        shape = self.shapes.get(name, [])
        if not shape or not all(size > 0 for size in shape):
            raise Error(
                f"node '{node.name or node.output[0]}' ({node.op_type}): the shape of "
                f"'{name}' is {shape or 'unknown'}; expected static sizes: fix those "
                "of the inputs, for example with "
                "onnx.tools.update_model_dims.update_inputs_outputs_dims"
            )
        return shape

    def attributes(self, node: Any) -> dict[str, Any]:
        return {a.name: self.helper.get_attribute_value(a) for a in node.attribute}


def _convolution(model: _Model, node: Any, data: str, weight: str) -> Layer:
    given = model.attributes(node)
    out = model.shape(node.output[0], node)
    window = model.shape(weight, node)
    pairs = len(out) - 2
    if pairs > len(_LETTERS):
        raise Error(f"node '{node.name}': {pairs} image dimensions; at most 3")
    groups = given.get("group", 1)
    bounds = {"K": window[0] // groups, "B": out[0], "C": window[1], "G": groups}
    for (p, r), image, taps in zip(_LETTERS, out[2:], window[2:]):
        bounds |= {p: image, r: taps}

    def per_pair(key: str) -> list[int]:
        values = list(given.get(key, [1] * pairs))
        return values + [1] * (max(pairs, 2) - pairs)

    return Layer("", bounds, per_pair("strides"), per_pair("dilations"))


def _product(model: _Model, node: Any, a: str, b: str) -> Layer:
    """Rows of one factor with columns of the other; the weight is the factor
    that is constant, else the second."""
    given = model.attributes(node)
    left, right = list(model.shape(a, node)), list(model.shape(b, node))
    if given.get("transA"):
        left[-2:] = left[:-3:-1]
    if given.get("transB"):
        right[-2:] = right[:-3:-1]
    if len(left) == 1:
        left.insert(0, 1)
    if len(right) == 1:
        right.append(1)
    rows, inner, columns = left[-2], left[-1], right[-1]
    sides = (reversed(left[:-2]), reversed(right[:-2]))
    batch = math.prod(max(sizes) for sizes in zip_longest(*sides, fillvalue=1))
    if math.prod(right[:-2]) == 1:
        # One matrix for the whole batch: its items are rows.
        rows, batch = rows * batch, 1
    if a in model.constants and b not in model.constants:
        rows, columns = columns, rows
    return Layer("", {"K": columns, "B": rows, "C": inner, "G": batch})


def _layers(model: _Model) -> Iterator[tuple[Any, Layer]]:
    for node in model.nodes:
        names: Sequence[str] = node.input
        if node.op_type in ("Conv", "ConvInteger"):
            yield node, _convolution(model, node, names[0], names[1])
        elif node.op_type == "QLinearConv":
            yield node, _convolution(model, node, names[0], names[3])
        elif node.op_type in ("Gemm", "MatMul", "MatMulInteger"):
            yield node, _product(model, node, names[0], names[1])
        elif node.op_type == "QLinearMatMul":
            yield node, _product(model, node, names[0], names[3])
        elif node.op_type in _OTHERS:
            warnings.warn(
                f"node '{node.name or node.output[0]}' ({node.op_type}) is left out",
                stacklevel=5,
            )


def read(source: Any, name: str | None) -> tuple[str, list[Layer]]:
    """The name and the layers of a model or of the file at a path, in the
    order of its nodes, named like them."""
    try:
        import onnx
    except ImportError as error:
        raise ImportError("from_onnx needs onnx: pip install onnx") from error
    if isinstance(source, (str, os.PathLike)):
        name = name or Path(source).stem
        # The weights themselves are of no interest.
        source = onnx.load(os.fspath(source), load_external_data=False)
    found = []
    names: dict[str, int] = {}
    for node, layer in _layers(_Model(source)):
        title = node.name or node.output[0]
        names[title] = names.get(title, 0) + 1
        if names[title] > 1:
            title = f"{title}_{names[title]}"
        found.append(Layer(title, layer.bounds, layer.stride, layer.dilation))
    if not found:
        raise Error(f"the model '{name or source.graph.name}' has no layers")
    return name or source.graph.name or "onnx", found
