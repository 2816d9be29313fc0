#!/usr/bin/env python3
"""Writes ResNet-50 inference as linalg on tensors, with elided weights.

    python3 -m venv venv && venv/bin/pip install torch==2.13.0 torch-mlir
    venv/bin/python utils/export_resnet50.py --output test/models/resnet50.mlir

The network is that of He et al., "Deep Residual Learning for Image
Recognition" (CVPR 2016), with the stride on the 3x3 convolutions as in the
widespread v1.5. Batch normalization is folded into the convolutions' biases,
as every deployment does, so weights are arbitrary here and left out of the IR.
"""

import argparse
import importlib.metadata
import re
import tempfile

import torch
from torch import nn
from torch_mlir import fx
from torch_mlir.compiler_utils import OutputType

STAGES = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))
EXPANSION = 4


class Bottleneck(nn.Module):
    """1x1, 3x3 and 1x1 convolutions around a shortcut."""

    def __init__(self, channels, width, stride):
        super().__init__()
        out = width * EXPANSION
        self.reduce = nn.Conv2d(channels, width, 1)
        self.spatial = nn.Conv2d(width, width, 3, stride, padding=1)
        self.expand = nn.Conv2d(width, out, 1)
        reshapes = stride != 1 or channels != out
        self.shortcut = nn.Conv2d(channels, out, 1, stride) if reshapes else None
        self.relu = nn.ReLU()

    def forward(self, x):
        y = self.relu(self.reduce(x))
        y = self.relu(self.spatial(y))
        y = self.expand(y)
        return self.relu(y + (self.shortcut(x) if self.shortcut else x))


class ResNet50(nn.Module):
    def __init__(self):
        super().__init__()
        layers = [nn.Conv2d(3, 64, 7, 2, padding=3), nn.ReLU(),
                  nn.MaxPool2d(3, 2, padding=1)]
        channels = 64
        for width, blocks, stride in STAGES:
            for block in range(blocks):
                layers.append(Bottleneck(channels, width,
                                         stride if block == 0 else 1))
                channels = width * EXPANSION
        self.features = nn.Sequential(*layers)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(channels, 1000)

    def forward(self, x):
        return self.classifier(torch.flatten(self.pool(self.features(x)), 1))


def elide_weights(text):
    """Replaces weight literals by elided resources and drops their blobs."""
    text = re.sub(r"dense_resource<[^>]*>", "dense_resource<__elided__>", text)
    text = re.sub(r"dense<\"0x[0-9A-Fa-f]*\">", "dense_resource<__elided__>",
                  text)
    return text.split("\n{-#")[0].rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", required=True, help="file to write")
    arguments = parser.parse_args()

    torch.manual_seed(0)
    model = ResNet50().eval()
    module = fx.export_and_import(model, torch.randn(1, 3, 224, 224),
                                  output_type=OutputType.LINALG_ON_TENSORS,
                                  func_name="resnet50")
    with tempfile.TemporaryFile("w+") as file:
        module.operation.print(file=file, large_elements_limit=16,
                               large_resource_limit=16)
        file.seek(0)
        text = elide_weights(file.read())
    versions = ", ".join(f"{package} {importlib.metadata.version(package)}"
                         for package in ("torch", "torch-mlir"))
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write("// ResNet-50 inference, batch 1, weights elided.\n"
                   f"// Made by utils/export_resnet50.py with {versions}.\n")
        file.write(text)


if __name__ == "__main__":
    main()
