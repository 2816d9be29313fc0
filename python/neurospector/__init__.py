# Part of NeuroSpector for MLIR, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

"""Proven schedules of DNN layers on accelerators, and exploration of designs.

    import neurospector as ns

    machine = ns.Machine.load("eyeriss")
    network = ns.Network.load("resnet50")
    result = ns.schedule(network, machine, metric="energy")
    result.to_pandas(); result.total_energy; result[3].schedule

Energies are in pJ, times in cycles of the machine's clock. What a file, a
machine, a layer or a schedule has wrong raises `Error`, whose text names the
place, as the command's does.
"""

from . import _core, energy
from ._core import Error, Layer
from ._explore import explore
from ._machine import Machine
from ._network import Network
from ._schedule import LayerResult, Result, Schedule, evaluate, schedule
from ._space import Design, Space
from ._study import Point, Study

__version__: str = _core.VERSION

__all__ = [
    "Design",
    "Error",
    "Layer",
    "LayerResult",
    "Machine",
    "Network",
    "Point",
    "Result",
    "Schedule",
    "Space",
    "Study",
    "energy",
    "evaluate",
    "explore",
    "schedule",
]
