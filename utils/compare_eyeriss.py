#!/usr/bin/env python3
"""Holds `eyeriss-chip` against what the chip's paper has measured.

    utils/compare_eyeriss.py [--tool build/bin/neurospector] [--check|--update FILE]

The five convolutions of AlexNet, batch 4, under the chip's own mappings (Y.-H.
Chen et al., IEEE JSSC 52(1), 2017: mappings of table III, measurements of table
V) and under the best ones that a search finds. Prints the tables of
docs/validation.md, or with --update writes them there, between the lines that
say so; --check fails if they differ. --schedules prints the mappings as JSON
Lines for `neurospector --run_type=analyzer --accelerator=eyeriss-chip`.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

MACHINE = "eyeriss-chip"
BATCH = 4
MEGA = 1e6
CYCLES_PER_MS = 200e3
BYTES = 2  # of an element
DIMS = "KBPQCRSG"
DRAM_BYTES_PER_MS = 8 * 60e3  # 64 bits at 60 MHz


@dataclass(frozen=True)
class Layer:
    """K and C per group; e x e outputs, r x r filters. `map_` is table III: m n e
    p q r t; `pixels` is the side of the image without padding."""

    name: str
    K: int
    C: int
    E: int
    R: int
    stride: int
    groups: int
    pixels: int
    map_: tuple
    # Table V.
    power: float  # mW
    total: float  # ms
    processing: float  # ms
    active: int  # PEs
    zeros: float  # of the input
    buffer: float  # MB
    dram: float  # MB, compressed

    @property
    def bounds(self):
        return [self.K, BATCH, self.E, self.E, self.C, self.R, self.R, self.groups]

    @property
    def passes(self):
        m, n, e, p, q, r, t = self.map_
        return (
            self.groups
            * (BATCH // n)
            * math.ceil(self.E / e)
            * math.ceil(self.K / (p * t))
            * math.ceil(self.C / (q * r))
        )

    def chip_schedule(self):
        """Row stationary: a PE keeps p x q rows of filters and slides along a row
        of e outputs; R x e PEs make a set, r sets take other channels, t others
        filters. A set that is too wide for the array goes on in further rows."""
        m, n, e, p, q, r, t = self.map_
        E, R = self.E, self.R
        row = min(e, 14)  # PEs in a row of the array
        filters_in_rows = 1 if row * t <= 14 else t
        tiles = {
            "DRAM": [m, n, e, E, q * r, R, R, 1],
            "GLOBAL_BUFFER": [p * t, n, e, E, q * r, R, R, 1],
            "FILTER_BUFFER": [p * t, n, e, E, q * r, R, R, 1],
            "PE_ARRAY(Y)": [p * t // filters_in_rows, n, row, E, q, 1, R, 1],
            "PE_ARRAY(X)": [p, n, 1, E, q, 1, R, 1],
            "FILTER_SPAD": [p, 1, 1, 1, q, 1, R, 1],
            "IFMAP_SPAD": [p, 1, 1, 1, 1, 1, 1, 1],
            "PSUM_SPAD": [1] * 8,
        }
        # Partial sums stay in the global buffer until all channels are added.
        orders = {"DRAM": "GKBPCQRS", "FILTER_SPAD": "BQKPCRSG"}
        return self.record(tiles, orders)

    def record(self, tiles, orders):
        return {
            "layer": self.name,
            "bounds": self.bounds,
            "stride": self.stride,
            "tiles": tiles,
            "orders": orders,
        }


# fmt: off
LAYERS = [
    Layer("CONV1", 96, 3, 55, 11, 4, 1, 227, (96, 1, 7, 16, 1, 1, 2),
          332, 20.9, 16.5, 154, 0.0001, 18.5, 5.0),
    Layer("CONV2", 128, 48, 27, 5, 1, 2, 27, (64, 1, 27, 16, 2, 1, 1),
          288, 41.9, 39.2, 135, 0.387, 77.6, 4.0),
    Layer("CONV3", 384, 256, 13, 3, 1, 1, 13, (64, 4, 13, 16, 4, 1, 4),
          266, 23.6, 21.8, 156, 0.725, 50.2, 3.0),
    Layer("CONV4", 192, 192, 13, 3, 1, 2, 13, (64, 4, 13, 16, 3, 2, 2),
          235, 18.4, 16.0, 156, 0.793, 37.4, 2.1),
    Layer("CONV5", 128, 192, 13, 3, 1, 2, 13, (64, 4, 13, 16, 3, 2, 2),
          236, 10.5, 10.0, 156, 0.776, 24.9, 1.3),
]
# fmt: on


# --- The tool -----------------------------------------------------------------


def run(tool, *arguments):
    done = subprocess.run([tool, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def write_lines(path, records):
    path.write_text("".join(json.dumps(r, separators=(",", ":")) + "\n" for r in records))


def analyze(tool, records):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schedules.jsonl"
        write_lines(path, records)
        return run(
            tool,
            "--run_type=analyzer",
            f"--accelerator={MACHINE}",
            f"--scheduling_table={path}",
            "--format=json",
        )


def search(tool, layers, metric):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "alexnet.jsonl"
        write_lines(path, layers)
        return run(
            tool,
            f"--accelerator={MACHINE}",
            f"--network={path}",
            f"--metric={metric}",
            "--factors=perfect",
            "--format=json",
        )


# --- What the tool says of a layer --------------------------------------------


@dataclass(frozen=True)
class Ours:
    """A record of the tool in the units of table V."""

    layer: Layer
    record: dict

    def memory(self, name):
        return self.record["memories"][name]

    @property
    def total(self):
        return self.record["total_cycle"] / CYCLES_PER_MS

    @property
    def waits(self):
        """For ifmaps and ofmaps from DRAM."""
        return self.memory("DRAM")["serial"] / CYCLES_PER_MS

    @property
    def processing(self):
        return self.total - self.waits

    @property
    def macs(self):
        return self.record["mac_cycles"] / CYCLES_PER_MS

    @property
    def filters(self):
        return self.memory("FILTER_BUFFER")["serial"] / CYCLES_PER_MS

    @property
    def sums(self):
        return self.processing - self.macs - self.filters

    @property
    def active(self):
        """PEs with work in a full pass: pieces that the array cuts."""
        tiles = self.record["tiles"]
        entering = tiles["FILTER_BUFFER"]
        units = 1
        for dim in range(len(DIMS)):
            y, x = tiles["PE_ARRAY(Y)"][dim], tiles["PE_ARRAY(X)"][dim]
            whole, last = divmod(entering[dim], y)
            units *= whole * math.ceil(y / x) + (math.ceil(last / x) if last else 0)
        return units

    @property
    def dram(self):
        """MB: ifmaps, filters, ofmaps."""
        memory = self.memory("DRAM")
        return [(r + w) * BYTES / MEGA for r, w in zip(memory["reads"], memory["writes"])]

    @property
    def buffer(self):
        """MB between the global buffer and the array: ifmaps, filters, sums."""
        glb, filters = self.memory("GLOBAL_BUFFER"), self.memory("FILTER_BUFFER")
        # What is read of the sums without what goes to DRAM in the end.
        sums = glb["reads"][2] + glb["writes"][2] - self.memory("DRAM")["writes"][2]
        words = [glb["reads"][0], filters["reads"][1], sums]
        return [count * BYTES / MEGA for count in words]

    @property
    def chip_energy(self):
        """mJ, without DRAM."""
        return (self.record["total_energy"] - self.memory("DRAM")["energy"]) * 1e-9

    @property
    def gated_energy(self):
        """The same where a zero of the input stops the MAC, the read of the filter
        and the update of the partial sum."""
        saved = self.record["mac_energy"]
        macs = math.prod(self.layer.bounds)
        per_access = self.record["mac_energy"] / macs  # the machine's: one MAC
        saved += 3 * macs * per_access
        return self.chip_energy - self.layer.zeros * saved * 1e-9


# --- Mechanisms that the model leaves out -------------------------------------


def compressed(zeros, row):
    """Share of a map that is left by run-length coding: 16 bits and 5 of run for
    each element that is not zero, three of them in a word of 64 bits. A code,
    which ends with a word, is taken to be a row. No more than the map itself."""
    words = sum(
        math.ceil(n / 3) * math.comb(row, n) * (1 - zeros) ** n * zeros ** (row - n)
        for n in range(row + 1)
    )
    return min(1.0, words * 64 / (16 * row))


def zeros_of_output(number):
    """Of the next layer's input; of the last one, its own."""
    return LAYERS[min(number + 1, len(LAYERS) - 1)].zeros


def pixels_of_dram(layer):
    """MB of ifmaps from DRAM if each pixel comes once for m output channels:
    neither padding nor the rows that two strips share."""
    blocks = math.ceil(layer.K / layer.map_[0])
    return blocks * layer.groups * BATCH * layer.C * layer.pixels**2 * BYTES / MEGA


def compressed_maps(number, ours):
    """MB of ifmaps and ofmaps from and to DRAM."""
    layer = LAYERS[number]
    ifmaps = pixels_of_dram(layer) * compressed(layer.zeros, layer.pixels)
    return ifmaps + ours.dram[2] * compressed(zeros_of_output(number), layer.E)


def pixels_of_buffer(layer):
    """MB of ifmaps from the global buffer if each pixel of a strip comes once a pass,
    and padding is made in the array."""
    m, n, e, p, q, r, t = layer.map_
    reach = lambda outputs: min((outputs - 1) * layer.stride + layer.R, layer.pixels)
    strips = [reach(min(e, layer.E - at)) for at in range(0, layer.E, e)]
    passes = layer.passes / len(strips)  # over each of them
    return passes * q * r * n * sum(strips) * reach(layer.E) * BYTES / MEGA


# --- Tables -------------------------------------------------------------------


def percent(ours, theirs):
    return f"{100 * (ours / theirs - 1):+.1f} %"


def table(title, rows, decimals=1):
    """Rows of a name and a number per layer; the last column is their sum. A row
    whose name begins with `%` has the difference of the two before it."""
    lines = [
        f"| {title} | " + " | ".join(layer.name for layer in LAYERS) + " | total |",
        "| --- |" + " ---: |" * (len(LAYERS) + 1),
    ]
    for name, values in rows:
        if values is None:
            (_, ours), (_, theirs) = previous
            cells = [percent(o, t) for o, t in zip(ours, theirs)]
            cells.append(percent(sum(ours), sum(theirs)))
        else:
            cells = [f"{v:.{decimals}f}" for v in [*values, sum(values)]]
            previous = [*previous[-1:], (name, values)] if len(lines) > 2 else [(name, values)]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def chip_tables(tool):
    ours = [Ours(l, r) for l, r in zip(LAYERS, analyze(tool, [l.chip_schedule() for l in LAYERS]))]
    each = lambda get: [get(o) for o in ours]
    chip = lambda field: [getattr(layer, field) for layer in LAYERS]
    energy = [l.power * l.total * 1e-3 for l in LAYERS]
    maps = [compressed_maps(i, o) for i, o in enumerate(ours)]
    pixels = [pixels_of_buffer(l) for l in LAYERS]
    without = [p + o.buffer[1] + o.buffer[2] for p, o in zip(pixels, ours)]
    like4 = replace(LAYERS[2], map_=LAYERS[3].map_)
    (record,) = analyze(tool, [like4.chip_schedule()])
    conv3 = pixels_of_buffer(like4) + sum(Ours(like4, record).buffer[1:])
    heads = "| active PEs | " + " | ".join(l.name for l in LAYERS) + " |"
    active = "\n".join(
        [
            heads,
            "| --- |" + " ---: |" * len(LAYERS),
            "| ours | " + " | ".join(str(o.active) for o in ours) + " |",
            "| chip | " + " | ".join(str(l.active) for l in LAYERS) + " |",
        ]
    )
    return [
        active,
        table(
            "processing time, ms",
            [
                ("MACs", each(lambda o: o.macs)),
                ("partial sums through the adders", each(lambda o: o.sums)),
                ("filters before passes", each(lambda o: o.filters)),
                ("**ours**", each(lambda o: o.processing)),
                ("chip", chip("processing")),
                ("difference", None),
            ],
        ),
        table(
            "total time, ms",
            [
                ("processing", each(lambda o: o.processing)),
                ("ifmaps and ofmaps of DRAM", each(lambda o: o.waits)),
                ("**ours**", each(lambda o: o.total)),
                ("chip", chip("total")),
                ("difference", None),
                (
                    "ours, pixels only, compressed",
                    [o.processing + m * MEGA / DRAM_BYTES_PER_MS for o, m in zip(ours, maps)],
                ),
                ("chip", chip("total")),
                ("difference", None),
            ],
        ),
        table(
            "DRAM, MB",
            [
                ("ifmaps", each(lambda o: o.dram[0])),
                ("filters", each(lambda o: o.dram[1])),
                ("ofmaps", each(lambda o: o.dram[2])),
                ("**ours**", each(lambda o: sum(o.dram))),
                ("ours, pixels only", [o.dram[1] + o.dram[2] + pixels_of_dram(o.layer) for o in ours]),
                ("the same, compressed", [o.dram[1] + m for o, m in zip(ours, maps)]),
                ("chip, compressed", chip("dram")),
                ("difference", None),
            ],
        ),
        table(
            "global buffer, MB",
            [
                ("ifmaps", each(lambda o: o.buffer[0])),
                ("filters", each(lambda o: o.buffer[1])),
                ("partial sums", each(lambda o: o.buffer[2])),
                ("**ours**", each(lambda o: sum(o.buffer))),
                ("ifmaps, pixels only", pixels),
                ("ours, pixels only", without),
                ("chip", chip("buffer")),
                ("difference", None),
                ("CONV3 by the mapping of CONV4", [*without[:2], conv3, *without[3:]]),
                ("chip", chip("buffer")),
                ("difference", None),
            ],
        ),
        table(
            "energy of the chip, mJ",
            [
                ("**ours**", each(lambda o: o.chip_energy)),
                ("ours, gated by zeros", each(lambda o: o.gated_energy)),
                ("chip: power x total time", energy),
            ],
            decimals=2,
        ),
    ]


def search_padded(tool, metric):
    """The best of each layer. The search knows tiles that divide, the chip others
    as well: where an ofmap has more rows than the array, it is searched with a
    row more, too, and the tiles that are found are used on the layer itself."""
    best = []
    for layer in LAYERS:
        padded = []
        for p in [layer.E, layer.E + 1] if layer.E > 14 else [layer.E]:
            bounds = list(layer.bounds)
            bounds[2] = p
            padded.append({"layer": f"{p}", "bounds": bounds, "stride": layer.stride})
        records = []
        for found in search(tool, padded, metric):
            tiles = {
                name: [min(t, b) for t, b in zip(tile, layer.bounds)]
                for name, tile in found["tiles"].items()
            }
            records.append(layer.record(tiles, found["orders"]))
        key = {"energy": "total_energy", "cycle": "total_cycle"}[metric]
        best.append(Ours(layer, min(analyze(tool, records), key=lambda r: r[key])))
    return best


def optimum_tables(tool):
    chip = [Ours(l, r) for l, r in zip(LAYERS, analyze(tool, [l.chip_schedule() for l in LAYERS]))]
    least = search_padded(tool, "energy")
    fastest = search_padded(tool, "cycle")
    energy = lambda o: o.record["total_energy"] * 1e-9
    return [
        table(
            "energy with DRAM, mJ",
            [
                ("least that was found", [energy(o) for o in least]),
                ("the chip's mapping", [energy(o) for o in chip]),
                ("difference", None),
            ],
            decimals=2,
        ),
        table(
            "total time, ms",
            [
                ("least that was found", [o.total for o in fastest]),
                ("the chip's mapping", [o.total for o in chip]),
                ("difference", None),
            ],
        ),
        table(
            "DRAM, MB",
            [
                ("for least energy", [sum(o.dram) for o in least]),
                ("the chip's mapping", [sum(o.dram) for o in chip]),
                ("difference", None),
            ],
        ),
    ]


# --- The page -----------------------------------------------------------------


def put_between(text, name, tables):
    """What is between the two lines that name the tables."""
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    if begin not in text or end not in text:
        sys.exit(f"no lines '{begin.strip()}' and '{end}'")
    head, rest = text.split(begin, 1)
    tail = rest.split(end, 1)[1]
    return head + begin + "\n" + "\n\n".join(tables) + "\n\n" + end + tail


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default="neurospector")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", metavar="FILE", type=Path)
    mode.add_argument("--update", metavar="FILE", type=Path)
    mode.add_argument("--schedules", action="store_true")
    given = parser.parse_args()
    if given.schedules:
        for layer in LAYERS:
            print(json.dumps(layer.chip_schedule(), separators=(",", ":")))
        return
    parts = {
        "eyeriss chip": chip_tables(given.tool),
        "eyeriss optimum": optimum_tables(given.tool),
    }
    page = given.check or given.update
    if not page:
        print("\n\n".join(t for tables in parts.values() for t in tables))
        return
    before = text = page.read_text()
    for name, tables in parts.items():
        text = put_between(text, name, tables)
    if given.update:
        page.write_text(text)
    elif text != before:
        sys.exit(f"{page} is out of date: utils/compare_eyeriss.py --update {page}")


if __name__ == "__main__":
    main()
