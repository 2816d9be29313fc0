#!/usr/bin/env python3
"""Writes PyTorch models as linalg on tensors, with elided weights.

    python3 -m venv venv && venv/bin/pip install torch==2.13.0 torch-mlir
    venv/bin/python utils/export_models.py --output test/models [NAME ...]

The models are written out here, so that no other package has to be trusted:
MobileNetV2 (Sandler et al., CVPR 2018), MobileNetV3-Small (Howard et al., ICCV
2019), a ViT encoder (Dosovitskiy et al., ICLR 2021), a Llama-style decoder block
(Touvron et al., 2023) with a static and a dynamic sequence, a 3-D convolutional
network, and a network with dynamically quantized weights. Weights are random
and left out of the IR; batch normalization is folded into biases.
"""

import argparse
import importlib.metadata
import os
import re
import tempfile

import torch
from torch import nn
from torch.nn import functional as F
from torch_mlir import fx
from torch_mlir.compiler_utils import OutputType


# MobileNets ------------------------------------------------------------------

def convolution(inputs, outputs, kernel, stride=1, groups=1, activation=None):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2,
                        groups=groups)]
    return nn.Sequential(*layers, *([activation()] if activation else []))


class SqueezeExcite(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.squeeze = nn.Conv2d(channels, channels // 4, 1)
        self.excite = nn.Conv2d(channels // 4, channels, 1)

    def forward(self, x):
        scale = F.relu(self.squeeze(F.adaptive_avg_pool2d(x, 1)))
        return x * F.hardsigmoid(self.excite(scale))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, hidden, outputs, kernel, stride, activation,
                 squeeze=False):
        super().__init__()
        layers = []
        if hidden != inputs:
            layers.append(convolution(inputs, hidden, 1, activation=activation))
        layers.append(convolution(hidden, hidden, kernel, stride, hidden,
                                  activation))
        if squeeze:
            layers.append(SqueezeExcite(hidden))
        layers.append(convolution(hidden, outputs, 1))
        self.layers = nn.Sequential(*layers)
        self.shortcut = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.layers(x)
        return x + y if self.shortcut else y


def mobilenet_v2():
    layers = [convolution(3, 32, 3, 2, activation=nn.ReLU6)]
    channels = 32
    for expansion, outputs, count, stride in (
            (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2),
            (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)):
        for block in range(count):
            layers.append(InvertedResidual(
                channels, channels * expansion, outputs, 3,
                stride if block == 0 else 1, nn.ReLU6))
            channels = outputs
    layers.append(convolution(channels, 1280, 1, activation=nn.ReLU6))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                         nn.Linear(1280, 1000))


def mobilenet_v3():
    relu, swish = nn.ReLU, nn.Hardswish
    layers = [convolution(3, 16, 3, 2, activation=swish)]
    channels = 16
    for kernel, hidden, outputs, squeeze, activation, stride in (
            (3, 16, 16, True, relu, 2), (3, 72, 24, False, relu, 2),
            (3, 88, 24, False, relu, 1), (5, 96, 40, True, swish, 2),
            (5, 240, 40, True, swish, 1), (5, 240, 40, True, swish, 1),
            (5, 120, 48, True, swish, 1), (5, 144, 48, True, swish, 1),
            (5, 288, 96, True, swish, 2), (5, 576, 96, True, swish, 1),
            (5, 576, 96, True, swish, 1)):
        layers.append(InvertedResidual(channels, hidden, outputs, kernel,
                                       stride, activation, squeeze))
        channels = outputs
    layers.append(convolution(channels, 576, 1, activation=swish))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                         nn.Linear(576, 1024), swish(), nn.Linear(1024, 1000))


# Transformers ----------------------------------------------------------------

class Attention(nn.Module):
    """Multi-head attention, with grouped keys and values if fewer heads."""

    def __init__(self, width, heads, key_heads, bias, causal):
        super().__init__()
        self.heads, self.key_heads, self.causal = heads, key_heads, causal
        self.size = width // heads
        self.query = nn.Linear(width, width, bias)
        self.key = nn.Linear(width, key_heads * self.size, bias)
        self.value = nn.Linear(width, key_heads * self.size, bias)
        self.out = nn.Linear(width, width, bias)

    def split(self, x, heads):
        return x.view(x.shape[0], x.shape[1], heads, self.size).transpose(1, 2)

    def forward(self, x, rotate=lambda x: x):
        query = rotate(self.split(self.query(x), self.heads))
        key = rotate(self.split(self.key(x), self.key_heads))
        value = self.split(self.value(x), self.key_heads)
        repeat = self.heads // self.key_heads
        if repeat > 1:
            key = key.repeat_interleave(repeat, 1)
            value = value.repeat_interleave(repeat, 1)
        scores = query @ key.transpose(2, 3) * self.size ** -0.5
        if self.causal:
            length = x.shape[1]
            mask = torch.full((length, length), float("-inf")).triu(1)
            scores = scores + mask
        weights = torch.softmax(scores, -1)
        mixed = (weights @ value).transpose(1, 2)
        return self.out(mixed.reshape(x.shape[0], x.shape[1], -1))


class EncoderBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads, heads, True, False)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class VisionTransformer(nn.Module):
    """ViT-Tiny/16 with two of its twelve equal blocks."""

    def __init__(self, width=192, heads=3, blocks=2, patches=196):
        super().__init__()
        self.patch = nn.Conv2d(3, width, 16, 16)
        self.token = nn.Parameter(torch.randn(1, 1, width))
        self.position = nn.Parameter(torch.randn(1, patches + 1, width))
        self.blocks = nn.Sequential(*[EncoderBlock(width, heads)
                                      for _ in range(blocks)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, 1000)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        token = self.token.expand(x.shape[0], -1, -1)
        x = torch.cat([token, x], 1) + self.position
        return self.head(self.norm(self.blocks(x))[:, 0])


class RMSNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, True) + 1e-5) * self.weight


class LlamaBlock(nn.Module):
    """One decoder block of Llama-3.2-1B: rotary, grouped queries, SwiGLU."""

    def __init__(self, width=2048, heads=32, key_heads=8, hidden=8192):
        super().__init__()
        self.attention = Attention(width, heads, key_heads, False, True)
        self.norm1, self.norm2 = RMSNorm(width), RMSNorm(width)
        self.gate = nn.Linear(width, hidden, False)
        self.up = nn.Linear(width, hidden, False)
        self.down = nn.Linear(hidden, width, False)

    @staticmethod
    def rotate(x):
        half = x.shape[-1] // 2
        angle = torch.arange(x.shape[2])[:, None] * 1e4 ** (
            -torch.arange(half) / half)
        cos, sin = angle.cos(), angle.sin()
        a, b = x[..., :half], x[..., half:]
        return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)

    def forward(self, x):
        x = x + self.attention(self.norm1(x), self.rotate)
        y = self.norm2(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


# Others ----------------------------------------------------------------------

class Video(nn.Module):
    """A few 3-D convolutions, one of them over space only."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv3d(3, 32, (1, 7, 7), (1, 2, 2), (0, 3, 3))
        self.body = nn.Conv3d(32, 64, 3, padding=1)
        self.head = nn.Linear(64, 400)

    def forward(self, x):
        x = F.relu(self.body(F.relu(self.stem(x))))
        return self.head(x.mean((2, 3, 4)))


class QuantizedLinear(nn.Module):
    """8-bit weights and activations with 32-bit sums and a zero point."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.register_buffer("weight", torch.randint(-128, 128,
                                                     (outputs, inputs),
                                                     dtype=torch.int8))
        self.register_buffer("scale", torch.rand(outputs))

    def forward(self, x):
        scale = x.abs().amax(-1, True) / 127
        codes = torch.round(x / scale).to(torch.int8)
        sums = torch.ops.aten.matmul(codes.to(torch.int32),
                                     self.weight.t().to(torch.int32))
        return sums.to(torch.float32) * scale * self.scale


def quantized_mlp():
    return nn.Sequential(QuantizedLinear(784, 256), nn.ReLU(),
                         QuantizedLinear(256, 10))


# Export ----------------------------------------------------------------------

IMAGE = (1, 3, 224, 224)
# name: (what it is, model, input shape, dynamic dimensions)
MODELS = {
    "mobilenet_v2": ("MobileNetV2", mobilenet_v2, IMAGE, ()),
    "mobilenet_v3": ("MobileNetV3-Small", mobilenet_v3, IMAGE, ()),
    "vit": ("ViT-Tiny/16, two blocks", VisionTransformer, IMAGE, ()),
    "llama_block": ("A decoder block of Llama-3.2-1B, 128 tokens", LlamaBlock,
                    (1, 128, 2048), ()),
    "llama_block_dynamic": ("A decoder block of Llama-3.2-1B, any number of "
                            "tokens", LlamaBlock, (1, 128, 2048), (1,)),
    "video": ("3-D convolutions", Video, (1, 3, 8, 56, 56), ()),
    "quantized_mlp": ("8-bit perceptron", quantized_mlp, (16, 784), ()),
}


def elide_weights(text):
    """Replaces weight literals by elided resources and drops their blobs."""
    text = re.sub(r"dense_resource<[^>]*>", "dense_resource<__elided__>", text)
    text = re.sub(r"dense<\"0x[0-9A-Fa-f]*\">", "dense_resource<__elided__>",
                  text)
    return text.split("\n{-#")[0].rstrip() + "\n"


def export(name):
    _, model, shape, dynamic = MODELS[name]
    torch.manual_seed(0)
    sample = torch.randn(*shape)
    shapes = None
    if dynamic:
        shapes = ({axis: torch.export.Dim.DYNAMIC for axis in dynamic},)
    module = fx.export_and_import(model().eval(), sample,
                                  output_type=OutputType.LINALG_ON_TENSORS,
                                  dynamic_shapes=shapes, func_name=name)
    with tempfile.TemporaryFile("w+") as file:
        module.operation.print(file=file, large_elements_limit=16,
                               large_resource_limit=16)
        file.seek(0)
        return elide_weights(file.read())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", required=True, help="folder to write to")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="one of " + ", ".join(MODELS))
    arguments = parser.parse_args()

    versions = ", ".join(f"{package} {importlib.metadata.version(package)}"
                         for package in ("torch", "torch-mlir"))
    for name in arguments.names or MODELS:
        text = export(name)
        path = os.path.join(arguments.output, name + ".mlir")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"// {MODELS[name][0]}, weights elided.\n"
                       f"// Made by utils/export_models.py with {versions}.\n")
            file.write(text)


if __name__ == "__main__":
    main()
