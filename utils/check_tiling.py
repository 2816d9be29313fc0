#!/usr/bin/env python3
"""Runs tiled ops and counts what they move.

Makes random linalg ops and random accelerators, schedules, tiles, lowers and
runs them on random integers, and compares every element with the op as it was.
Then compares what the tiled nests move with what the cost model said. The same
seed makes the same cases. Every second accelerator is one of the published shape
(.cfg), the others are lists of random levels (YAML); --machine takes a given one.

  utils/check_tiling.py build --cases 200 --seed 1
  utils/check_tiling.py build --each 2
  utils/check_tiling.py build --each 1 --machine test/Tile/Inputs/scratchpad.yaml
  utils/check_tiling.py build --resnet
  utils/check_tiling.py build --uneven --cases 400 --machine eyeriss
  utils/check_tiling.py build --dynamic --each 1
  utils/check_tiling.py build --uneven --each 1 --no-count --options pad=true

--uneven takes odd sizes and random schedules, whose tiles need not divide what
they are cut from. --dynamic schedules each op for assumed sizes and runs it at
five others.
"""

import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import tiling_cases
import uneven_schedules

LLVM = "/usr/lib/llvm-22"
ACTUAL_SIZES = 5  # of an op with assumed sizes

LOWERING = ",".join(
    [
        "neurospector-strip",
        "canonicalize",
        "cse",
        "one-shot-bufferize{bufferize-function-boundaries=1 "
        "allow-return-allocs-from-loops=1}",
        "func.func(convert-linalg-to-loops,scf-forall-to-for)",
        "expand-strided-metadata",
        "lower-affine",
        "convert-scf-to-cf",
        "convert-cf-to-llvm",
        "convert-math-to-llvm",
        "convert-arith-to-llvm",
        "finalize-memref-to-llvm",
        "convert-func-to-llvm",
        "reconcile-unrealized-casts",
    ]
)


def run(command, text=None, stream="stdout"):
    result = subprocess.run(
        [str(word) for word in command], input=text, capture_output=True, text=True
    )
    if result.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{result.stderr[:4000]}")
    return getattr(result, stream)


class Batch:
    """Ops on one accelerator, in one module."""

    def __init__(self, args, cases, machine, folder, rng):
        self.args, self.cases, self.machine = args, cases, machine
        self.folder, self.rng = folder, rng
        self.opt = pathlib.Path(args.build) / "bin" / "ns-opt"
        # Tiles that need not divide are for `make_uneven`.
        self.options = f"accelerator={machine} factors=perfect"
        self.uneven = 0

    def functions(self):
        """One for each case, or, of dynamic sizes, for all sizes of an op."""
        if not self.args.dynamic:
            return [case.function(f"case_{i}") for i, case in enumerate(self.cases)]
        starts = range(0, len(self.cases), ACTUAL_SIZES)
        return [tiling_cases.make_dynamic(self.cases[i:i + ACTUAL_SIZES],
                                          f"case_{i}", self.rng.choice([2, 5, 8]))
                for i in starts]

    def schedule(self):
        scheduled = run(
            [self.opt, f"--neurospector-schedule={self.options}"],
            "".join(self.functions()),
        )
        return self.make_uneven(scheduled) if self.args.uneven else scheduled

    def make_uneven(self, scheduled):
        """Random schedules in place of those found. Those that the model refuses
        are thrown again; after some times the one found stays."""
        known = dict(re.findall(r"^(#schedule\d*) = (#neurospector.schedule<.*?"
                                r"optimal = \w+>)$", scheduled, re.M | re.S))
        layers = re.findall("remark: (layer .*)",
                            run([self.opt, "--neurospector-print-layers", "-o",
                                 "/dev/null"], scheduled, stream="stderr"))
        command = pathlib.Path(self.args.build) / "bin" / "neurospector"
        machine = uneven_schedules.Machine(run(
            [command, "--print_accelerator=yaml", "--accelerator", self.machine]))
        head, *functions = re.split(r"^(?=  func.func @case_)", scheduled,
                                    flags=re.M)
        functions = [re.sub(r"neurospector.cost = #\w+, ", "", function)
                     for function in functions]
        if len(layers) != len(functions):
            sys.exit(f"{len(layers)} layers in {len(functions)} functions")
        found = [known[re.search(r"schedule = (#\w+)", function)[1]]
                 for function in functions]
        loops = [uneven_schedules.read_loops(layer, attribute)
                 for layer, attribute in zip(layers, found)]
        open_ones, result = set(range(len(functions))), list(functions)
        is_uneven = [False] * len(functions)
        for _ in range(40):
            if not open_ones:
                break
            for i in sorted(open_ones):
                schedule, is_uneven[i] = uneven_schedules.make(
                    self.rng, machine, found[i], loops[i])
                result[i] = re.sub(r"schedule = #\w+", f"schedule = {schedule}",
                                   functions[i])
            valid = self.count(head + "".join(result))
            tiled = self.tile(head + "".join(result))
            for i in list(open_ones):
                name = re.search(r"@(\w+)", functions[i])[1]
                tail = tiled[tiled.index(f"@{name}("):].split("func.func", 1)[0]
                if name in valid and "neurospector.schedule =" not in tail:
                    open_ones.discard(i)
        for i in open_ones:
            result[i], is_uneven[i] = functions[i], False
        self.uneven = sum(is_uneven)
        return head + "".join(result)

    def tile(self, scheduled):
        option = f"--neurospector-tile={self.args.options}"
        return run([self.opt, option], scheduled)

    def execute(self, tiled):
        """Elements that differ, per case; fails if the data say nothing."""
        lines = tiled.splitlines(keepends=True)
        start = next(i for i, l in enumerate(lines) if l.startswith("module"))
        lines.insert(start + 1, tiling_cases.harness(self.cases))
        text = "".join(lines)
        (self.folder / "nest.mlir").write_text(text)
        lowered = run([self.opt, f"--pass-pipeline=builtin.module({LOWERING})"], text)
        library = pathlib.Path(self.args.llvm) / "lib"
        output = run(
            [
                pathlib.Path(self.args.llvm) / "bin" / "mlir-runner",
                "-O0",
                "-e=main",
                "-entry-point-result=void",
                f"-shared-libs={library}/libmlir_runner_utils.so,"
                f"{library}/libmlir_c_runner_utils.so",
            ],
            lowered,
        )
        numbers = [int(number) for number in output.split()]
        if len(numbers) != 2 * len(self.cases):
            sys.exit(f"{len(numbers)} numbers of {len(self.cases)} cases")
        return list(zip(numbers[::2], numbers[1::2]))

    def count(self, text):
        """Lines of neurospector-count, per function."""
        report = self.folder / "count.txt"
        run([self.opt, f"--neurospector-count=report={report}"], text)
        counts = {}
        for line in report.read_text().splitlines()[1:]:
            function, _, rest = line.partition(" ")
            counts.setdefault(function, []).append(" ".join(rest.split()))
        return counts

    def moved(self, scheduled):
        """What the remarks say that the outermost memory moves of broadcast
        operands, per function."""
        remarks = run([self.opt, "-o", "/dev/null",
                       "--remarks-filter-analyse=neurospector",
                       f"--neurospector-schedule={self.options}"],
                      scheduled, stream="stderr")
        return dict(re.findall(r"broadcast \|.*? Function=(\w+) \| "
                               r'Moved="\S+ (\d+) of ', remarks))

    @staticmethod
    def agree(case, expected, counted, moved):
        """The model and the nest say the same of a case.

        Of an operand that is broadcast the nest says what the remark does about
        the outermost memory: the model counts it as if each iteration had
        elements of its own (docs/ops.md), never less. Input elements may be
        fewer than the model says where strided units of two arrays interleave
        (docs/cost-model.md): the nest looks at each unit. They are at least half
        of it, and half of it along each axis of which units may leave out every
        second element.
        """
        if not expected or not counted or len(expected) != len(counted):
            return False

        least = 0.5 ** max(case.gap_axes, 1)

        def interleaves(a, b):
            a, b = a.split(), b.split()
            return (case.slides and a[:-1] == b[:-1] and "input" in a[-4]
                    and least * int(a[-1]) <= int(b[-1]) < int(a[-1]))

        differ = {a.split()[-4].strip("()") for a, b in zip(expected, counted)
                  if a != b and not interleaves(a, b)}
        if not differ:
            return True
        outermost = [line.split()[-1] for line in counted
                     if line.split()[-4].strip("()") in differ]
        if not case.broadcasts or differ not in ({"input"}, {"weight"}):
            return False
        if moved:
            return outermost[0] == moved
        return all(int(b.split()[-1]) <= int(a.split()[-1])
                   for a, b in zip(expected, counted))

    def check(self):
        """Number of (wrong values, wrong counts)."""
        scheduled = self.schedule()
        missed = scheduled.count("func.func") - scheduled.count(
            "neurospector.schedule = #"
        )
        if missed:
            sys.exit(f"{missed} ops were not scheduled on {self.machine}")
        tiled = self.tile(scheduled)
        left = tiled.count("neurospector.schedule =")
        if left and self.args.dynamic:
            sys.exit(f"{left} ops were not tiled on {self.machine}")
        wrong_values = wrong_counts = 0
        if not self.args.no_run:
            for i, (wrong, nonzero) in enumerate(self.execute(tiled)):
                if wrong or not nonzero:
                    wrong_values += 1
                    print(f"{self.cases[i]} on {self.machine}: {wrong} elements "
                          f"differ, {nonzero} are not zero")
        if not self.args.no_count and not self.args.dynamic:
            expected, counted = self.count(scheduled), self.count(tiled)
            moved = {}
            if any(c.broadcasts for c in self.cases) and not self.args.uneven:
                moved = self.moved(scheduled)
            for i, case in enumerate(self.cases):
                name = f"case_{i}"
                if not self.agree(case, expected.get(name), counted.get(name),
                                  moved.get(name)):
                    wrong_counts += 1
                    print(f"{case} on {self.machine}: the model says")
                    print("\n".join(expected.get(name, [])))
                    print("the nest")
                    print("\n".join(counted.get(name, [])))
        return wrong_values, wrong_counts


def make_sizes(rng, form):
    """The same op of several sizes."""
    seed, cases = rng.random(), []
    for _ in range(ACTUAL_SIZES):
        same = random.Random(seed)
        same.sizes = rng
        cases.append(tiling_cases.make_case(same, form))
    return cases


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", help="build folder")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--per-machine", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--llvm", default=LLVM, help="where LLVM is installed")
    parser.add_argument("--options", default="", help="options of neurospector-tile")
    parser.add_argument("--machine",
                        help="file or name of an accelerator instead of random ones")
    parser.add_argument("--resnet", action="store_true",
                        help="ResNet-50's layers, scaled down, on Eyeriss")
    parser.add_argument("--each", type=int, default=0,
                        help="every form of op that many times")
    parser.add_argument("--forms", nargs="+", metavar="FORM",
                        default=tiling_cases.FORMS, help="only these forms")
    parser.add_argument("--uneven", action="store_true",
                        help="odd sizes, random schedules")
    parser.add_argument("--dynamic", action="store_true",
                        help="each op with assumed sizes, run at five others")
    parser.add_argument("--no-run", action="store_true", help="count only")
    parser.add_argument("--no-count", action="store_true", help="run only")
    parser.add_argument("--keep", help="folder for the last batch's files")
    args = parser.parse_args()

    rng = random.Random(args.seed)
    if args.uneven:
        tiling_cases.use_odd_sizes()
    wrong_values = wrong_counts = cases_done = uneven = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(args.keep or temporary)
        if args.resnet:
            batches = [(tiling_cases.resnet(), args.machine or "eyeriss")]
        else:
            forms = args.forms * args.each or [
                rng.choice(args.forms) for _ in range(args.cases)]
            cases = []
            for form in forms:
                cases += make_sizes(rng, form) if args.dynamic else [
                    tiling_cases.make_case(rng, form)]
            batches = []
            per_machine = args.per_machine * (ACTUAL_SIZES if args.dynamic else 1)
            for start in range(0, len(cases), per_machine):
                machine = args.machine
                if not machine:
                    kind, text = tiling_cases.machine(rng)
                    machine = folder / f"machine_{start}{kind}"
                    machine.write_text(text)
                batches.append((cases[start:start + per_machine], machine))
        for cases, machine in batches:
            batch = Batch(args, cases, machine, folder, rng)
            values, counts = batch.check()
            uneven += batch.uneven
            wrong_values += values
            wrong_counts += counts
            cases_done += len(cases)
    if args.uneven:
        print(f"{uneven} schedules with tiles that do not divide")
    print(f"{cases_done} cases: {wrong_values} with wrong values, "
          f"{wrong_counts} with wrong counts")
    sys.exit(1 if wrong_values or wrong_counts else 0)


if __name__ == "__main__":
    main()
