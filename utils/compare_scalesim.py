#!/usr/bin/env python3
"""Compares the cycles of systolic arrays with those of SCALE-Sim 3.0.0.

    python3 -m venv venv && venv/bin/pip install scalesim==3.0.0 "numpy<2.3"
    venv/bin/python utils/compare_scalesim.py build/bin/neurospector

For products of M x K by K x N, three arrays and three operands that stay,
prints a table of the compute cycles of SCALE-Sim. Fails unless the MAC cycles of
a machine with `fill: systolic` are one more everywhere. Takes some minutes.
"""

import contextlib
import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from scalesim.scale_sim import scalesim

# Layers, or parts of layers, of ResNet-50 (pixels, taps, channels), ViT-Base and
# Llama 2 7B, and odd sizes: few, because SCALE-Sim takes a minute per million
# cycles.
PRODUCTS = [
    (64, 72, 16),
    (784, 72, 64),
    (196, 256, 64),
    (49, 512, 128),
    (1, 2048, 250),
    (197, 64, 197),
    (197, 197, 64),
    (197, 96, 96),
    (128, 128, 128),
    (1, 1024, 64),
    (37, 101, 53),
    (100, 30, 7),
]
ARRAYS = [(12, 14), (32, 32), (128, 128)]
# Dataflow, its operand, and what it lays out along rows and columns.
DATAFLOWS = {
    "os": ("output", "M", "N"),
    "ws": ("weight", "K", "N"),
    "is": ("input", "K", "M"),
}
# The loops of the operand that stays are outside the others.
ORDERS = {"os": "GKBPQCRS", "ws": "GKCRSBPQ", "is": "GBPQCRSK"}
DIMS = {"N": 0, "M": 1, "K": 4}  # of the layer K B P Q C R S G

MACHINE = """name: systolic
frequency: 1000
precision: 8
levels:
  - memory: DRAM
  - array: UNITS
    size: {{y: {rows}, x: {columns}}}
    fill: systolic
  - memory: REGISTER
    holds: [{operand}]
    capacity: 1 B
"""

CONFIG = """[general]
run_name = run
[run_presets]
InterfaceBandwidth = CALC
UseRamulatorTrace = False
[architecture_presets]
ArrayHeight = {rows}
ArrayWidth = {columns}
ifmapsramszkB = 65536
filtersramszkB = 65536
ofmapsramszkB = 65536
IfmapOffset = 0
FilterOffset = 100000000
OfmapOffset = 200000000
Dataflow = {dataflow}
ReadRequestBuffer = 64
WriteRequestBuffer = 64
Bandwidth = 1000
[layout]
IfmapCustomLayout = False
FilterCustomLayout = False
IfmapSRAMBankBandwidth = 10
IfmapSRAMBankNum = 10
IfmapSRAMBankPort = 2
FilterSRAMBankBandwidth = 10
FilterSRAMBankNum = 10
FilterSRAMBankPort = 2
[sparsity]
SparsitySupport = false
"""


def schedule(dataflow, rows, columns, product):
    """A record of the mapping: tiles of the array's size, one after the other."""
    _, along_rows, along_columns = DATAFLOWS[dataflow]
    sizes = dict(zip("MKN", product))
    bounds = [1] * 8
    for dim, at in DIMS.items():
        bounds[at] = sizes[dim]
    outer, inner = [1] * 8, [1] * 8
    outer[DIMS[along_rows]] = min(rows, sizes[along_rows])
    outer[DIMS[along_columns]] = inner[DIMS[along_columns]] = min(
        columns, sizes[along_columns]
    )
    tiles = {"DRAM": outer, "UNITS(Y)": inner, "UNITS(X)": [1] * 8}
    tiles["REGISTER"] = [1] * 8
    return {"bounds": bounds, "tiles": tiles, "orders": {"DRAM": ORDERS[dataflow]}}


def our_cycles(command, folder, dataflow, rows, columns):
    machine, schedules = folder / "machine.yaml", folder / "schedules.jsonl"
    operand = DATAFLOWS[dataflow][0]
    machine.write_text(MACHINE.format(rows=rows, columns=columns, operand=operand))
    records = [schedule(dataflow, rows, columns, product) for product in PRODUCTS]
    schedules.write_text("".join(json.dumps(record) + "\n" for record in records))
    options = [f"--accelerator={machine}", f"--scheduling_table={schedules}"]
    options += ["--run_type=analyzer", "--format=json"]
    lines = subprocess.check_output([command, *options], text=True).splitlines()
    costs = [json.loads(line) for line in lines]
    return [cost["mac_cycles"] for cost in costs if "mac_cycles" in cost]


def scalesim_cycles(folder, dataflow, rows, columns):
    config, topology = folder / "scale.cfg", folder / "products.csv"
    layout = folder / "layout.csv"
    config.write_text(CONFIG.format(rows=rows, columns=columns, dataflow=dataflow))
    lines = [f"L{i},{m},{n},{k}," for i, (m, k, n) in enumerate(PRODUCTS)]
    topology.write_text("Layer,M,N,K,\n" + "\n".join(lines) + "\n")
    lines = [f"L{i}," + "1," * 23 for i in range(len(PRODUCTS))]
    layout.write_text("Layer\n" + "\n".join(lines) + "\n")
    quiet = io.StringIO()
    with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
        scalesim(
            save_disk_space=True,
            config=str(config),
            topology=str(topology),
            layout=str(layout),
            input_type_gemm=True,
        ).run_scale(top_path=str(folder))
    with open(folder / "run/COMPUTE_REPORT.csv") as report:
        table = list(csv.reader(report, skipinitialspace=True))
    column = table[0].index("Total Cycles")  # without those of loading from DRAM
    return [int(row[column]) for row in table[1:]]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    differing = 0
    print("| array | M | K | N | output stays | weight stays | input stays |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for rows, columns in ARRAYS:
        table = []
        for dataflow in DATAFLOWS:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                ours = our_cycles(sys.argv[1], folder, dataflow, rows, columns)
                theirs = scalesim_cycles(folder, dataflow, rows, columns)
            assert len(ours) == len(theirs) == len(PRODUCTS)
            differing += sum(here != there + 1 for here, there in zip(ours, theirs))
            table.append(theirs)
        for product, *cycles in zip(PRODUCTS, *table):
            cells = [f"{rows}x{columns}", *product, *(f"{c:,}" for c in cycles)]
            print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    if differing:
        sys.exit(f"{differing} cycles are not those of SCALE-Sim and one more")


if __name__ == "__main__":
    main()
