"""Random schedules whose tiles do not divide what they are cut from.

Each tile is a multiple of the one inside it, or the whole loop. Of the machine
only the levels are looked at; whether a tile fits its room, the model says.
"""

import re


class Machine:
    """Sizes and dimensions of arrays, and required steps, by level as a schedule
    names it; read from what `neurospector --print_accelerator=yaml` prints."""

    def __init__(self, text):
        self.arrays, self.steps = {}, {}
        name = None
        for line in text.splitlines():
            level = re.match(r"  - (memory|array): (.*)", line)
            if level:
                name = level.group(2)
                if level.group(1) == "array":
                    self.arrays[name] = {"": [1, "KBPQCRSGDT"]}
            size = re.match(r"    size: (.*)", line)
            if size:
                self.arrays[name] = {
                    axis.strip("{ :"): [int(number), "KBPQCRSGDT"]
                    for axis, number in re.findall(r"([yx]: )?(\d+)", size.group(1))}
            dims = re.match(r"    dims: (.*)", line)
            if dims:
                for axis, some in re.findall(r"([yx]: )?\[([^\]]*)\]", dims.group(1)):
                    self.arrays[name][axis.strip(" :")][1] = some
            steps = re.match(r"    steps: {(.*)}", line)
            if steps:
                self.steps[name] = {d: int(n) for d, n in
                                    re.findall(r"(\w): (\d+)", steps.group(1))}

    def array(self, kind, name):
        """Units and dimensions of a level of kind `spatial_y` or `spatial_x`."""
        axes = self.arrays[name]
        return axes.get(kind[-1]) or axes[""]


class Loop:
    """A loop of an op: its dimension, its iterations, and whether others share
    the dimension, whose tiles then have to divide."""

    def __init__(self, dim, bound, is_shared):
        self.dim, self.bound, self.is_shared = dim, bound, is_shared

    def whole(self, tile, rng, most):
        """The tile that `tile` is cut from in at most `most` steps."""
        if self.is_shared:
            left = self.bound // tile
            return tile * rng.choice([f for f in range(1, min(left, most) + 1)
                                      if left % f == 0])
        steps = min(most, -(-self.bound // tile))
        return min(tile * rng.randint(1, max(steps, 1)), self.bound)


LEVEL = re.compile(r'<(temporal|spatial_[yx]) "([^"]*)" tile = \[([^\]]*)\]')


def read_loops(layer, attribute):
    """The loops of an op, of what neurospector-print-layers says of it. Of loops
    that share a dimension, only what a schedule's first level leaves is known."""
    bounds = dict(re.findall(r"\b([KBPQCRSGDT])=(\d+)", layer))
    first = [int(size) for size in LEVEL.search(attribute)[3].split(", ")]
    loops = {}
    for dim, numbers in re.findall(r"\b([KBPQCRSGDT])\[([\d, ]+)\]",
                                   layer[layer.index(" loops "):]):
        numbers = [int(number) for number in numbers.split(", ")]
        for number in numbers:
            is_shared = len(numbers) > 1
            # Further pairs are listed if they have more than one iteration.
            bound = first[number] if is_shared else int(bounds.get(dim, 1))
            loops[number] = Loop(dim, bound, is_shared)
    return [loops[number] for number in sorted(loops)]


def make(rng, machine, attribute, loops):
    """A random schedule in place of the one in `attribute`, and whether some tile
    does not divide what it is cut from."""
    levels = [(kind, name) for kind, name, _ in LEVEL.findall(attribute)]
    tile = [1] * len(loops)
    tiles = [list(tile)]
    for kind, name in reversed(levels[1:]):
        units, dims = (machine.array(kind, name) if kind != "temporal"
                       else (0, "KBPQCRSGDT"))
        required = machine.steps.get(name, {})
        for i in rng.sample(range(len(loops)), len(loops)):
            loop = loops[i]
            if loop.dim not in dims or loop.dim in required:
                continue
            most = units if kind != "temporal" else rng.choice([1, 1, 2, 3, 99])
            before = tile[i]
            tile[i] = loop.whole(before, rng, most)
            if kind != "temporal":
                units //= -(-tile[i] // before)
        tiles.insert(0, list(tile))
    text = attribute[:attribute.index("levels = [")] + "levels = ["
    bounds = [tiles[0][i] if loop.is_shared else loop.bound
              for i, loop in enumerate(loops)]
    is_uneven = any(outer % inner for around, inside in zip([bounds] + tiles, tiles)
                    for outer, inner in zip(around, inside))
    shown = []
    for (kind, name), tile in zip(levels, tiles):
        order = ""
        if kind == "temporal":
            dims = rng.sample("KBPQCRSGDT", 10)
            numbers = [i for dim in dims for i, loop in enumerate(loops)
                       if loop.dim == dim]
            order = f" order = {numbers}"
        shown.append(f'<{kind} "{name}" tile = {tile}{order}>')
    return f"{text}{', '.join(shown)}], optimal = false>", is_uneven
