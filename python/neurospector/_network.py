# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Networks: layers in order of execution."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

from . import _core, _import
from ._core import Layer
from ._frozen import Frozen
from ._html import table

DIMS = ("K", "B", "P", "Q", "C", "R", "S", "G", "D", "T")


def one_for_all(values: Sequence[int]) -> int | Sequence[int]:
    """One number where all pairs of image and window agree."""
    return values[0] if len(set(values)) == 1 else values


def layer_row(layer: Layer) -> dict[str, Any]:
    """A layer as the fields of a table."""
    row: dict[str, Any] = {"layer": layer.name, **dict(zip(DIMS, layer.bounds))}
    row["stride"] = one_for_all(layer.stride)
    row["dilation"] = one_for_all(layer.dilation)
    row["repeat"] = layer.repeat
    return row


class Network(Frozen, Sequence[Layer]):
    """Layers in order of execution. Immutable."""

    name: str
    layers: tuple[Layer, ...]

    def __init__(self, name: str, layers: Iterable[Layer]) -> None:
        super().__init__(name=name, layers=tuple(layers))

    @classmethod
    def load(cls, source: str | os.PathLike[str] | Network) -> Network:
        """A built-in network by name, or one in a ``.cfg`` or ``.jsonl`` file
        (docs/configuration.md).

        Raises Error with all problems of the file, each at its place.
        """
        if isinstance(source, Network):
            return source
        return cls(*_core.load_network(os.fspath(source)))

    @classmethod
    def from_jsonl(cls, text: str, name: str = "network") -> Network:
        """The network in the text of a ``.jsonl`` file."""
        return cls(name, _core.parse_network(text, name)[1])

    @classmethod
    def from_mlir(
        cls, source: str | os.PathLike[str], name: str | None = None
    ) -> Network:
        """The layers of the linalg ops in a ``.mlir`` file, or in its text.

        Needs ns-translate on the PATH or beside this package: FileNotFoundError
        if there is none. Raises Error with the tool's diagnostics; ops that are
        left out are a warning.
        """
        name, text = _import.read_mlir(source, name)
        return cls.from_jsonl(text, name)

    @classmethod
    def from_onnx(cls, source: Any, name: str | None = None) -> Network:
        """The convolutions and matrix products of an ONNX model: a path, or a
        ``ModelProto``. Needs the package onnx.

        Sizes must be static, or follow from those of the inputs: Error
        otherwise. Nodes of another kind that multiply are a warning.
        """
        from . import _onnx

        name, layers = _onnx.read(source, name)
        return cls(name, layers)

    @classmethod
    def from_torch(cls, module: Any, inputs: Any, name: str | None = None) -> Network:
        """The layers of a torch module when it runs on ``inputs`` (a tensor or
        a tuple of them). Needs the package torch-mlir, and what `from_mlir`
        needs."""
        return cls.from_mlir(
            _import.export_torch(module, inputs), name or type(module).__name__
        )

    @staticmethod
    def builtin() -> list[str]:
        """The names of the built-in networks."""
        return _core.builtin_networks()

    @property
    def macs(self) -> int:
        """Multiply-accumulates of all runs of all layers."""
        return sum(layer.macs * layer.repeat for layer in self)

    def to_jsonl(self) -> str:
        """The text of a ``.jsonl`` file."""
        return _core.print_network(self.name, list(self), cfg=False)

    def to_cfg(self) -> str:
        """The text of a ``.cfg`` file, without what one cannot say: all strides
        are the first, all dilations 1, and each layer runs once."""
        return _core.print_network(self.name, list(self), cfg=True)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes a ``.cfg`` or, under any other name, a ``.jsonl`` file."""
        is_cfg = Path(path).suffix.lower() == ".cfg"
        Path(path).write_text(
            self.to_cfg() if is_cfg else self.to_jsonl(), encoding="utf-8"
        )

    def __len__(self) -> int:
        return len(self.layers)

    @overload
    def __getitem__(self, index: int) -> Layer: ...
    @overload
    def __getitem__(self, index: slice) -> Network: ...
    def __getitem__(self, index: int | slice) -> Layer | Network:
        if isinstance(index, slice):
            return Network(self.name, self.layers[index])
        return self.layers[index]

    def __iter__(self) -> Iterator[Layer]:
        return iter(self.layers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
            return NotImplemented
        return (self.name, self.layers) == (other.name, other.layers)

    def __hash__(self) -> int:
        return hash((self.name, self.layers))

    def __reduce__(self) -> tuple[Any, ...]:
        return Network, (self.name, self.layers)

    def __repr__(self) -> str:
        return (
            f"<Network {self.name}: {len(self)} layers, "
            f"{self.macs / 1e9:.3f} G multiply-accumulates>"
        )

    def _repr_html_(self) -> str:
        return table(repr(self), [layer_row(layer) for layer in self])
