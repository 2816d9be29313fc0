#!/usr/bin/env python3
"""Counts the multiply-accumulates of linalg IR from its loop bounds.

    ns-opt model.mlir --linalg-generalize-named-ops | utils/count_macs.py

Reads generic ops as text and shares nothing with the analysis it checks: the
bound of a loop is the size of an operand's dimension that the loop alone
indexes. Prints how many ops with static bounds multiply and accumulate, how
many have dynamic bounds, and the sum of the bounds' products of the former.
"""

import re
import sys

MULTIPLY = r"arith\.mul[if]|arith\.andi|complex\.mul"
ADD = r"arith\.add[if]|arith\.ori|complex\.add"


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


def multiplies(body, inputs):
    """Two different inputs are multiplied and the product is accumulated."""
    fused = re.search(r"math\.fma", body)
    split = re.search(MULTIPLY, body) and re.search(ADD, body)
    if inputs < 2 or not (fused or split):
        return False
    return not re.search(r"arith\.(div|cmp|select|max|min)|math\.(exp|pow)",
                         body)


def main():
    text = sys.stdin.read()
    aliases = dict(re.findall(r"^(#map\d*) = (affine_map<.*>)$", text, re.M))
    static, dynamic, macs = 0, 0, 0
    for match in re.finditer(
            r"linalg\.generic \{indexing_maps = \[(.*)\], iterator_types = "
            r"\[(.*?)\]\} ins\((.*?) : (.*?)\) outs\((.*?) : (.*?)\) .*\{\n"
            r"((?:(?! *linalg\.yield).*\n)*)", text):
        maps, iterators, _, inputs, _, outputs, body = match.groups()
        types = split_types(inputs) + split_types(outputs)
        if "reduction" not in iterators or not multiplies(
                body, len(split_types(inputs))):
            continue
        maps = [read_map(aliases.get(name.strip(), name))
                for name in re.findall(r"#map\d*|affine_map<.*?\)>", maps)]
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
