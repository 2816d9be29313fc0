# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Networks out of MLIR, ONNX and torch."""

import shutil

import pytest
from conftest import ROOT

import neurospector as ns

RESNET50 = ROOT / "test/models/resnet50.mlir"


def shapes(network):
    return [(layer.bounds, layer.stride, layer.dilation) for layer in network]


@pytest.fixture
def translator():
    if not shutil.which("ns-translate"):
        pytest.skip("ns-translate is not on the PATH")


def test_mlir(translator):
    network = ns.Network.from_mlir(RESNET50)
    assert (network.name, len(network)) == ("resnet50", 54)
    again = ns.Network.from_mlir(RESNET50.read_text(), name="resnet50")
    assert again == network
    with pytest.raises(ns.Error, match="<stdin>:1:.*error: "):
        ns.Network.from_mlir("func.func @broken(\n")


def test_mlir_without_its_reader(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        FileNotFoundError, match="ns-translate, which reads MLIR, is not"
    ):
        ns.Network.from_mlir(RESNET50)


class Graph:
    """An ONNX model, node by node."""

    def __init__(self):
        self.onnx = pytest.importorskip("onnx")
        self.nodes, self.weights = [], []

    def weight(self, *shape):
        # Of the weights only the shapes are there.
        tensor = self.onnx.TensorProto(
            name=f"w{len(self.weights)}",
            dims=shape,
            data_type=self.onnx.TensorProto.FLOAT,
        )
        self.weights.append(tensor)
        return tensor.name

    def node(self, kind, *inputs, **attributes):
        name = f"{kind.lower()}{len(self.nodes)}"
        node = self.onnx.helper.make_node(kind, inputs, [name], name, **attributes)
        self.nodes.append(node)
        return name

    def conv(self, x, channels, out, window, stride=1, **attributes):
        weight = self.weight(out, channels, window, window)
        pads = [window // 2] * 4
        return self.node(
            "Conv", x, weight, strides=[stride] * 2, pads=pads, **attributes
        )

    def model(self, inputs, output):
        helper, kind = self.onnx.helper, self.onnx.TensorProto.FLOAT
        graph = helper.make_graph(
            self.nodes,
            "graph",
            [helper.make_tensor_value_info(n, kind, s) for n, s in inputs.items()],
            [helper.make_tensor_value_info(output, kind, None)],
            self.weights,
        )
        return helper.make_model(graph)


def resnet50():
    """As utils/export_resnet50.py has it."""
    graph = Graph()
    x = graph.conv("x", 3, 64, 7, 2)
    x = graph.node("MaxPool", x, kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)
    channels = 64
    for width, blocks, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        for block in range(blocks):
            step = stride if block == 0 else 1
            y = graph.conv(x, channels, width, 1)
            y = graph.conv(y, width, width, 3, step)
            y = graph.conv(y, width, 4 * width, 1)
            if block == 0:
                x = graph.conv(x, channels, 4 * width, 1, step)
            x, channels = graph.node("Relu", graph.node("Add", x, y)), 4 * width
    x = graph.node("Flatten", graph.node("GlobalAveragePool", x))
    x = graph.node("Gemm", x, graph.weight(1000, channels), transB=1)
    return graph.model({"x": [1, 3, 224, 224]}, x)


def test_onnx_resnet50(translator, tmp_path):
    """The same layers as from torch through MLIR."""
    model = resnet50()
    path = tmp_path / "resnet50.onnx"
    path.write_bytes(model.SerializeToString())
    network = ns.Network.from_onnx(path)
    assert network.name == "resnet50"
    assert shapes(network) == shapes(ns.Network.from_mlir(RESNET50))
    assert network[0].name == "conv0"
    assert ns.Network.from_onnx(model, "other").name == "other"


def one(build, **inputs):
    graph = Graph()
    (layer,) = ns.Network.from_onnx(graph.model(inputs, build(graph)))
    return layer


def bounds(**sizes):
    return ns.Layer("x", sizes).bounds


def test_onnx_nodes():
    def depthwise(g):
        return g.conv("x", 1, 32, 3, 2, group=32, dilations=[2, 2])

    layer = one(depthwise, x=[2, 32, 10, 12])
    assert layer.bounds == bounds(B=2, P=4, Q=5, R=3, S=3, G=32)
    assert (layer.stride, layer.dilation) == ((2, 2, 1), (2, 2, 1))

    def along_a_line(g):
        return g.node("Conv", "x", g.weight(8, 4, 3), strides=[2])

    layer = one(along_a_line, x=[1, 4, 11])
    assert (layer.bounds, layer.stride) == (bounds(K=8, P=5, C=4, R=3), (2, 1, 1))

    def projection(g):
        return g.node("MatMul", "x", g.weight(64, 256))

    assert one(projection, x=[2, 5, 64]).bounds == bounds(K=256, B=10, C=64)

    def attention(g):
        return g.node("MatMul", "q", "k")

    heads = one(attention, q=[1, 8, 16, 64], k=[1, 8, 64, 16])
    assert heads.bounds == bounds(K=16, B=16, C=64, G=8)

    crossed = one(attention, q=[5, 1, 16, 64], k=[3, 64, 16])
    assert crossed.bounds == bounds(K=16, B=16, C=64, G=15)

    def weight_first(g):
        return g.node("MatMul", g.weight(100, 32), "x")

    assert one(weight_first, x=[32, 7]).bounds == bounds(K=100, B=7, C=32)


def test_onnx_errors():
    graph = Graph()
    model = graph.model({"x": ["batch", 3, 8, 8]}, graph.conv("x", 3, 4, 3))
    with pytest.raises(
        ns.Error, match=r"node 'conv0' \(Conv\): the shape of 'conv0' is"
    ):
        ns.Network.from_onnx(model)
    graph = Graph()
    y = graph.conv("x", 3, 4, 3)
    y = graph.node("ConvTranspose", y, graph.weight(4, 3, 2, 2))
    model = graph.model({"x": [1, 3, 8, 8]}, y)
    with pytest.warns(UserWarning, match=r"node 'convtranspose1' \(ConvTranspose\) is"):
        assert len(ns.Network.from_onnx(model)) == 1


def test_torch_needs_its_exporter():
    try:
        import torch_mlir  # noqa: F401
    except ImportError:
        with pytest.raises(ImportError, match="from_torch needs torch-mlir"):
            ns.Network.from_torch(None, ())
