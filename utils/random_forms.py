#!/usr/bin/env python3
"""Random bodies of multiply-accumulate ops, as formulas of forms.py.

    random_forms.py SEED COUNT    # MLIR with the layers expected
"""

import argparse
import random

import forms

# Input, weight and output of layers, and the loops of each dimension.
LAYERS = [
    ("m, k", "k, n", "m, n", forms.MATMUL),
    ("b, m, k", "b, n, k", "b, m, n", {**forms.MATMUL, "G": "b"}),
    ("m, g, k", "n, g, k", "m, n", {"K": "n", "B": "m", "C": "gk"}),
    ("c, y * 2 + r", "f, c, r", "f, y",
     {"K": "f", "P": "y", "C": "c", "R": "r"}),
    ("b, y + r", "f, r", "b, f, y", {"K": "f", "B": "b", "P": "y", "R": "r"}),
]


class RandomFormula:
    """A product of two factors with random things done to them, in integers, so
    that sums are exact in any order."""

    def __init__(self, rng):
        self.rng, self.sides = rng, 0
        indices = rng.choice(LAYERS)
        self.input, self.weight, self.output = map(self.add_unit, indices[:3])
        self.layer = indices[3]
        x = self.change(f"x[{self.input}]", self.input, rng.randrange(4))
        w = self.change(f"w[{self.weight}]", self.weight, rng.randrange(4))
        product = rng.choice((f"{x} * {w}", f"{w} * {x}"))
        for _ in range(rng.choice((0, 0, 1, 2))):
            product = self.scale(product)
        self.text = self.accumulate(product)

    def add_unit(self, indices):
        """Perhaps with the loop that runs once somewhere."""
        parts = indices.split(", ")
        if self.rng.random() < 0.2 and forms.UNIT not in parts:
            parts.insert(self.rng.randint(0, len(parts)), forms.UNIT)
        return ", ".join(parts)

    def side(self, indices):
        """Another operand, that some of those indices index."""
        self.sides += 1
        parts = [p for p in indices.split(", ") if self.rng.random() < 0.7]
        parts = [p if self.rng.random() < 0.9 else "0" for p in parts]
        parts = self.add_unit(", ".join(parts)) if parts else "0"
        return f"s{self.sides}[{parts}]"

    def change(self, value, indices, steps):
        for _ in range(steps):
            side = self.side(indices)
            value = self.rng.choice((
                f"({value} - {side})", f"({side} + {value})",
                f"({value} * {side})", f"({side} * {value})", f"(-{value})",
                f"max({value}, 0)", f"where({side} > 0, {value}, 0)",
                f"where({side} > 0, {side}, {value})", f"({value} * {value})",
                f"({value} - 3)", f"where({indices[0]} >= {indices[0]}, "
                f"{value}, 0)"))
        return value

    def scale(self, product):
        indices = self.rng.choice((self.input, self.weight, self.output))
        side = self.side(indices)
        return self.rng.choice((
            f"({product}) * {side}", f"{side} * ({product})", f"-({product})",
            f"where({side} > 0, {product}, 0)",
            f"where({side} > 0, 0, {product})"))

    def accumulate(self, product):
        old = f"o[{self.output}]"
        text = self.rng.choice((
            f"{old} += {product}", f"{old} -= {product}",
            f"{old} = {product} + {old}",
            f"{old} = where({self.side(self.output)} > 0, {old} + {product}, "
            f"{old})"))
        more = self.rng.choice(("", "", "", f"; a[{self.output}] = max({old}, 0)",
                                f"; a[{self.output}] += "
                                f"{self.side(self.input)} - 1"))
        return text + more

    def form(self):
        return forms.Form("", self.text, self.layer, arithmetic="i32")


def print_random(rng, number):
    formula = RandomFormula(rng)
    form = formula.form()
    head, _ = form.expected(forms.SIZES)
    k, b, *rest = head.split()[1:]
    # Of a contraction, the weight is the second operand.
    swapped = f"K={b[2:]} B={k[2:]}" if "P" not in form.layer else f"{k} {b}"
    remark = (f"  // expected-remark-re@below {{{{layer {{{{({k} {b}|{swapped})}}}} "
              f"{' '.join(rest)}}}}}\n")
    print(f"// {formula.text}")
    print(form.function(f"random_{number}", forms.SIZES, remark))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    for number in range(arguments.count):
        print_random(rng, number)


if __name__ == "__main__":
    main()
