#!/usr/bin/env python3
"""Counts the multiply-accumulates of linalg IR from its loop bounds.

    ns-opt model.mlir --linalg-generalize-named-ops | utils/count_macs.py

Reads generic ops as text and shares nothing with the analysis it checks: a body
counts if it adds a product to an accumulator, and of the terms of that product
not all share inputs; the bound of a loop is the size of an operand's dimension
that the loop alone indexes. Prints how many ops with static bounds multiply and accumulate, how
many have dynamic bounds, and the sum of the bounds' products of the former.
"""

import re
import sys

MULTIPLY = ("arith.mulf", "arith.muli", "arith.andi", "complex.mul")
ADD = ("arith.addf", "arith.addi", "arith.ori", "complex.add")
SUBTRACT = ("arith.subf", "arith.subi", "complex.sub")
CAST = re.compile(r"arith\.(ext|trunc|[su]itofp|fpto|index_cast|bitcast)")


def shape(text):
    """Sizes in a tensor or memref type; None if dynamic."""
    sizes = re.match(r"(?:tensor|memref)<((?:(?:\d+|\?)x)*)", text)
    return [None if size == "?" else int(size)
            for size in sizes.group(1).split("x")[:-1]] if sizes else []


def split_types(text):
    """Splits a type list at its outer commas."""
    parts, depth = [""], 0
    for position, character in enumerate(text):
        if character in "<(":
            depth += 1
        elif character == ")" or character == ">" and text[position - 1] != "-":
            depth -= 1
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def read_map(text):
    domain, results = re.search(r"affine_map<\((.*?)\) -> \((.*?)\)>",
                                text).groups()
    return ([x.strip() for x in domain.split(",")],
            [x.strip() for x in results.split(",") if x.strip()])


def loop_bounds(maps, types):
    bounds = {}
    for (domain, results), type_text in zip(maps, types):
        for result, size in zip(results, shape(type_text)):
            if result in domain and bounds.get(result) is None:
                bounds[result] = size
    return [bounds.get(loop) for loop in maps[0][0]]


class Body:
    """The SSA values of a body, and what a yielded one adds up."""

    def __init__(self, text, inputs, maps, iterators):
        head, *lines = text.strip().splitlines()
        names = re.findall(r"%\w+(?=:)", head)
        self.inputs, self.accumulators = names[:inputs], names[inputs:]
        self.defined, self.yielded = {}, []
        for line in lines:
            match = re.match(r"\s*(?:(%\w+) = )?([\w.]+)(.*)", line)
            result, op, rest = match.groups()
            operands = re.findall(r"%\w+", rest)
            if op == "linalg.yield":
                self.yielded = operands
            else:
                self.defined[result] = (op, operands)
        # Loops of the inputs; the reductions.
        self.loops = {name: set(re.findall(r"d\d+", " ".join(results)))
                      for name, (_, results) in zip(self.inputs, maps)}
        self.reductions = {loop for loop, kind in zip(maps[0][0], iterators)
                           if kind == "reduction"}

    def strip(self, value):
        while value in self.defined and CAST.match(self.defined[value][0]):
            value = self.defined[value][1][0]
        return value

    def sources(self, value):
        """Inputs that some loop indexes, and accumulators."""
        if value in self.defined:
            return set().union(*map(self.sources, self.defined[value][1]))
        indexed = self.loops.get(value) or value in self.accumulators
        return {value} if indexed else set()

    def terms(self, value):
        """The sources of each term of a product."""
        value = self.strip(value)
        op, operands = self.defined.get(value, ("", []))
        if op in MULTIPLY:
            return self.terms(operands[0]) + self.terms(operands[1])
        if op in ("arith.divf", "complex.div"):
            return self.terms(operands[0])
        if op == "arith.select":
            values = [o for o in operands[1:] if self.sources(o)]
            if len(values) == 1:
                return self.terms(values[0])
        if op in ("arith.negf", "complex.neg"):
            return self.terms(operands[0])
        return [self.sources(value)]

    def addend(self, value, accumulator):
        """The values whose product is added."""
        op, operands = self.defined.get(self.strip(value), ("", []))
        if op == "arith.select" and accumulator in map(self.strip, operands):
            value = [o for o in operands[1:] if self.strip(o) != accumulator][0]
            op, operands = self.defined.get(self.strip(value), ("", []))
        if op == "math.fma" and self.strip(operands[2]) == accumulator:
            return operands[:2]
        if op in ADD + SUBTRACT and self.strip(operands[0]) == accumulator:
            return operands[1:]
        if op in ADD and self.strip(operands[1]) == accumulator:
            return operands[:1]
        return []

    def multiplies(self):
        return sum(self.adds_product(self.addend(value, accumulator))
                   for value, accumulator in zip(self.yielded,
                                                 self.accumulators)) == 1

    def adds_product(self, values):
        groups = []
        for term in sum((self.terms(value) for value in values), []):
            for other in [g for g in groups if g & term]:
                groups.remove(other)
                term = term | other
            if term & set(self.accumulators):
                return False
            groups += [term] if term else []
        walked = [set().union(*(self.loops[name] for name in group))
                  & self.reductions for group in groups]
        common = [(a, b) for i, a in enumerate(walked) for b in walked[:i]]
        return any(a & b for a, b in common) or (
            bool(common) and not any(walked))


def main():
    text = sys.stdin.read()
    aliases = dict(re.findall(r"^(#map\d*) = (affine_map<.*>)$", text, re.M))
    static, dynamic, macs = 0, 0, 0
    for match in re.finditer(
            r"linalg\.generic \{indexing_maps = \[(.*)\], iterator_types = "
            r"\[(.*?)\]\} ins\((.*?) : (.*?)\) outs\((.*?) : (.*?)\) .*\{\n"
            r"((?:(?! *linalg\.yield).*\n)*.*\n)", text):
        maps, iterators, _, inputs, _, outputs, body = match.groups()
        types = split_types(inputs) + split_types(outputs)
        maps = [read_map(aliases.get(name.strip(), name))
                for name in re.findall(r"#map\d*|affine_map<.*?\)>", maps)]
        iterators = re.findall(r"\w+", iterators)
        if "reduction" not in iterators or not Body(
                body, len(split_types(inputs)), maps, iterators).multiplies():
            continue
        bounds = loop_bounds(maps, types)
        if None in bounds:
            dynamic += 1
            continue
        static += 1
        product = 1
        for bound in bounds:
            product *= bound
        macs += product
    print(f"static={static} dynamic={dynamic} macs={macs}")


if __name__ == "__main__":
    main()
