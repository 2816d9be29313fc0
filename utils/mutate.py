#!/usr/bin/env python3
"""Checks that the tests notice wrong formulas.

Changes one operator of a formula at a time, in the cost models and in the
bounds of the optimal search, builds the core tests and runs them. A mutant that
no test fails on has survived: the exit code is 1. The sources are copied, so
the working tree stays as it is.

usage: utils/mutate.py [--only TEXT ...] [--build DIR]
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

# File -> (original, mutant) pairs; an original must occur exactly once, or be
# preceded by context that makes it so.
MUTANTS = {
    "include/neurospector/Model/Layer.h": [
        ("(image - 1) * static_cast<T>(stride)", "(image + 1) * static_cast<T>(stride)"),
        ("(window - 1) * static_cast<T>(dilation) + 1", "(window - 1) * static_cast<T>(dilation) - 1"),
    ],
    "lib/Model/Layer.cpp": [
        ("Count input = images * windows * at(Dim::G);", "Count input = images * windows + at(Dim::G);"),
        ("at(Dim::K) * windows * at(Dim::G),", "at(Dim::K) * windows + at(Dim::G),"),
        ("images * at(Dim::K) * at(Dim::G)}", "images * at(Dim::K) + at(Dim::G)}"),
    ],
    "lib/Model/CostModel.cpp": [
        # CM-3
        ("steps - steps / reductionSteps, steps}", "steps + steps / reductionSteps, steps}"),
        ("steps - steps / reductionSteps, steps}", "steps - steps * reductionSteps, steps}"),
        ("steps *= product(table[row]).get();", "steps += product(table[row]).get();"),
        ("reductionSteps *= product(table[row], Group::CRS)", "reductionSteps *= product(table[row], Group::BPQ)"),
        # CM-1
        ("cost.lbSent = volume(table.tile(Row::MacY));", "cost.lbSent = volume(table.tile(Row::MacX));"),
        ("cost.gbSent = volume(table.tile(Row::PeY));", "cost.gbSent = volume(table.tile(Row::PeX));"),
        ("cost.dramSent = volume(table.tile(Row::ChipY));", "cost.dramSent = volume(table.tile(Row::ChipX));"),
        ("product(table[Row::PeX]) * product(table[Row::PeY])", "product(table[Row::PeX]) + product(table[Row::PeY])"),
        ("product(table[Row::ChipX]) * product(table[Row::ChipY])", "product(table[Row::ChipX]) + product(table[Row::ChipY])"),
        ("product(table[Row::MacX]) * product(table[Row::MacY])", "product(table[Row::MacX]) + product(table[Row::MacY])"),
        # CM-5
        ("Count(cost.gbSent[i]) * countOf(cost.gbCount, op)", "Count(cost.gbSent[i]) + countOf(cost.gbCount, op)"),
        ("Count(direct[i]) * countOf(cost.gbCount, op)", "Count(direct[i]) + countOf(cost.gbCount, op)"),
        ("Count(cost.dramSent[i]) * countOf(cost.dramCount, op)", "Count(cost.dramSent[i]) + countOf(cost.dramCount, op)"),
        ("table.tile(Row::PeY) * table[Row::ChipX]", "table.tile(Row::GlobalBuffer) * table[Row::ChipX]"),
        ("Count(cost.dramTraffic[i]) - retained[i]", "Count(cost.dramTraffic[i]) + retained[i]"),
        # CM-6, CM-7
        ("macs / (cost.activeMacs * cost.activePes * cost.activeChips)", "macs / (cost.activeMacs * cost.activePes + cost.activeChips)"),
        ("std::max_element(cycles.begin(), cycles.end())", "std::min_element(cycles.begin(), cycles.end())"),
        ("return cycles[0] + cycles[1] + cycles[2];", "return cycles[0] + cycles[1] - cycles[2];"),
        ("Count(elements) * accelerator.bitsOf(op)", "Count(elements) + accelerator.bitsOf(op)"),
        ("accesses(local, cost.lbSent[i]) * countOf(cost.lbCount, op)", "accesses(local, cost.lbSent[i]) + countOf(cost.lbCount, op)"),
        ("combine(Sharing::Shared, dram)", "combine(Sharing::Separate, dram)"),
        ("accelerator.globalBuffer && !skipsGlobalBuffer(op)", "accelerator.globalBuffer && skipsGlobalBuffer(op)"),
        # CM-8
        ("Count(cost.lbSent[i]) * countOf(cost.lbCount, op);", "Count(cost.lbSent[i]) + countOf(cost.lbCount, op);"),
        ("Count(cost.lbHeld[i]) * countOf(cost.gbCount, op);", "Count(cost.lbHeld[i]) + countOf(cost.gbCount, op);"),
        ("Count(cost.gbHeld[i]) * countOf(cost.dramCount, op);", "Count(cost.gbHeld[i]) + countOf(cost.dramCount, op);"),
        ("take(lbSent + lbHeld)", "take(lbSent - lbHeld)"),
        ("held + cost.gbTraffic[i]", "held - cost.gbTraffic[i]"),
        ("lb * pes * chips, gb * chips - stays, dram}", "lb * pes, gb * chips - stays, dram}"),
        ("lb * pes * chips, gb * chips - stays, dram}", "lb * pes * chips, gb - stays, dram}"),
        ("lb * pes * chips, gb * chips - stays, dram}", "lb * pes * chips, gb * chips + stays, dram}"),
        ("global->sharing != Sharing::Separate", "global->sharing == Sharing::Separate"),
        # CM-9
        ("cost.totalCycles() * (1000.0 / accelerator.frequencyMHz)", "cost.totalCycles() * (1000.0 * accelerator.frequencyMHz)"),
        ("allChips * static_cast<double>(accelerator.peArray.units())", "allChips + static_cast<double>(accelerator.peArray.units())"),
        ("allPes * static_cast<double>(accelerator.macArray.units())", "allPes + static_cast<double>(accelerator.macArray.units())"),
    ],
    "lib/Model/ExactCostModel.cpp": [
        # CM-4e
        ("middle != 1 || inner != 1", "middle != 1 && inner != 1"),
        ("inner != 1 ? outermost * outer * middle * inner : outermost * outer", "inner == 1 ? outermost * outer * middle * inner : outermost * outer"),
        ("changes[index(groups[3])] = outermost * outer * middle;", "changes[index(groups[3])] = outermost * outer;"),
        ("if (Group(g) != irrelevantGroup(op))\n      result", "if (Group(g) == irrelevantGroup(op))\n      result"),
        ("changes[2] - distinctOutputs, changes[2]}", "changes[2] + distinctOutputs, changes[2]}"),
        (": dramIterations * atGlobalBuffer[index(op)];", ": dramIterations + atGlobalBuffer[index(op)];"),
        ("accesses(atGlobalBuffer, dramOutputs * gbOutputs)", "accesses(atGlobalBuffer, dramOutputs + gbOutputs)"),
    ],
    "lib/Model/PublishedCostModel.cpp": [
        # CM-4p
        ("if (row[Group::K] != 1)", "if (row[Group::K] == 1)"),
        ("std::max(row[Group::BPQ], row[Group::CRS])", "std::min(row[Group::BPQ], row[Group::CRS])"),
        ("row.total() * outer.total()", "row.total() + outer.total()"),
        ("row[Group::CRS] * outer[Group::CRS];", "row[Group::CRS] + outer[Group::CRS];"),
        ("steps - steps / reductions, steps}", "steps + steps / reductions, steps}"),
        ("counts.inputRead = steps / inputReuse(row);", "counts.inputRead = steps * inputReuse(row);"),
        ("counts.weightRead = steps / row[Group::BPQ];", "counts.weightRead = steps * row[Group::BPQ];"),
        ("steps / reductions * (outer[Group::CRS] - 1)", "steps / reductions * (outer[Group::CRS] + 1)"),
        ("counts.outputWrite = steps / row[Group::CRS];", "counts.outputWrite = steps * row[Group::CRS];"),
        ("counts.inputRead *= inputReuse(dram);", "counts.inputRead += inputReuse(dram);"),
        ("counts.weightRead *= dram[Group::BPQ];", "counts.weightRead += dram[Group::BPQ];"),
        ("counts.outputRead = dram[Group::CRS] - 1;", "counts.outputRead = dram[Group::CRS] + 1;"),
        ("counts.outputWrite *= dram[Group::CRS];", "counts.outputWrite += dram[Group::CRS];"),
        ("once && !kept", "once && kept"),
        ("{1, 1, 0, 1}", "{1, 1, 1, 1}"),
    ],
    "lib/Search/ChainCost.cpp": [
        ("lattice[chip].volume[i] * dramCounts.of(op);", "lattice[chip].volume[i] + dramCounts.of(op);"),
        ("return energy * lattice[chip - gb].iterations;", "return energy + lattice[chip - gb].iterations;"),
        ("lattice[pe + (chip - gb)].volume[i] * gbCounts.of(op);", "lattice[pe + (chip - gb)].volume[i] + gbCounts.of(op);"),
        ("traffic * chips * buffer.accessEnergy[i];", "traffic + chips * buffer.accessEnergy[i];"),
        ("buffer.sharing == Sharing::Separate ? longest : sum;", "buffer.sharing != Sharing::Separate ? longest : sum;"),
        ("lattice[pe - lb].iterations * lattice[chip - gb].iterations;", "lattice[pe - lb].iterations + lattice[chip - gb].iterations;"),
        ("volume[i] > static_cast<double>(capacity.room[i])", "volume[i] >= static_cast<double>(capacity.room[i])"),
        ("kept <= static_cast<double>(capacity.room[0])", "kept < static_cast<double>(capacity.room[0])"),
        ("bypassed <= static_cast<double>(capacity.room[1])", "bypassed < static_cast<double>(capacity.room[1])"),
    ],
    "lib/Search/Relaxation.cpp": [
        #
        ("lattice[tile].volume[0] / lattice[tile].iterations;\n  lattice.minOverDivisors", "lattice[tile].volume[0] * lattice[tile].iterations;\n  lattice.minOverDivisors"),
        #
        ("std::max(one.cycles / units, steps)", "std::max(one.cycles * units, steps)"),
        ("std::max(one.cycles / units, steps)", "std::max(one.cycles / units, 2 * steps)"),
        ("std::max(one.cycles / units, steps)", "one.cycles / units"),
        ("channel.perPj * one.energy +", "channel.perPj * one.energy -"),
        #
        ("volume > units * room)", "volume > room)"),
        ("kept <= units * room", "kept <= room"),
        ("bypassed <= units * second", "bypassed <= second"),
        ("unitsPe[tile] * mostIterations", "mostIterations"),
        #
        ("std::max(writes, 2 * writes - distinct)", "std::max(writes, 2 * writes + distinct)"),
        ("std::max(writes, 2 * writes - distinct)", "std::min(writes, 2 * writes - distinct)"),
        ("volume[output] * spread;", "volume[output] / spread;"),
        #
        ("(hasChips ? 0 : direct[operand])", "(hasChips ? direct[operand] : 0)"),
        ("send[operand].on(maxChips)", "send[operand].on(1 / maxChips)"),
        #
        ("double weight = send[i].on(chips) + fill[i];", "double weight = send[i].on(chips) - fill[i];"),
        ("double weight = send[i].on(chips) + fill[i];", "double weight = send[i].on(chips) + 2 * fill[i];"),
        (": volume * perTile;", ": volume / perTile;"),
        ("result.through[i] = volume * copies * count * weight;", "result.through[i] = volume * copies * count * weight * 2;"),
        ("result.unphysicalInput = perTile * weight;", "result.unphysicalInput = volume * perTile * weight;"),
        (": whole * perChipTile)", ": whole / perChipTile)"),
        ("result.reused[i] += fromDram;", "result.reused[i] += 2 * fromDram;"),
        ("if (hasChips)\n      result.plain[i]", "if (!hasChips)\n      result.plain[i]"),
        ("maxPes * row.iterations,", "maxPes / row.iterations,"),
        #
        ("sharing == Sharing::Separate ? 1.0 / 3 : 1", "sharing == Sharing::Separate ? 1.0 : 1"),
        ("static_cast<double>(machine.bitsOf(allOperands[operand])) /", "static_cast<double>(machine.bitsOf(allOperands[operand])) *"),
        # inside a pe tile
        ("if (changes == iterations)", "if (changes != iterations)"),
        ("gbCounts.of(Operand(i)) * row.iterations *\n             fill[i];", "gbCounts.of(Operand(i)) * row.iterations *\n             fill[i] * 2;"),
        ("unitsPe[pe] * row.iterations,", "unitsPe[pe] / row.iterations,"),
        ("pes.iterations * chips.iterations,", "pes.iterations / chips.iterations,"),
    ],
    "lib/Search/TileLattice.cpp": [
        ("required[index(axis.dim)] == 0 &&", "required[index(axis.dim)] != 0 &&"),
        ("? values[tile - row]", "? values[tile]"),
        ("*part != 0 && !(groups", "*part != 0 && (groups"),
    ],
    "lib/Search/LocalSends.cpp": [
        ("2 - mac.reductions * spread / reductions;", "2 + mac.reductions * spread / reductions;"),
        ("a.energy <= b.energy && a.cycles <= b.cycles", "a.energy <= b.energy || a.cycles <= b.cycles"),
        ("mac.steps * (1 + cycles)", "mac.steps * (1 - cycles)"),
        ("std::fmod(reductions, mac.reductions * spread) == 0", "std::fmod(reductions, mac.reductions * spread) != 0"),
    ],
    "lib/Search/OptimalSearch.cpp": [
        ("a.inputRead <= b.inputRead && a.weightRead <= b.weightRead", "a.inputRead >= b.inputRead && a.weightRead <= b.weightRead"),
        ("(wide.groups & narrow.groups) == narrow.groups", "(wide.groups & narrow.groups) == wide.groups"),
        ("|| !space.isCanonical(gb, mirrors)", "|| space.isCanonical(gb, mirrors)"),
        ("if (root.bound > bestCost * (1 + rounding))\n        break;", "if (root.bound > bestCost * (1 - 0.1))\n        break;"),
        ("whole.cycles += option.cost.cycles / units;", "whole.cycles += option.cost.cycles * units;"),
        ("hasRow ? reuse.groups : 0", "hasRow ? reuse.groups & 7 : 0"),
        ("return root.bound > bestCost * (1 + rounding);", "return root.bound < bestCost * (1 + rounding);"),
    ],
    "lib/Search/OptimalSearch.h": [
        ("if (bound > bestCost * (1 + rounding))", "if (bound > bestCost * (1 - 0.1))"),
        ("dramIterations >= bestDramIterations", "dramIterations <= bestDramIterations"),
        ("floors[c].of(inner.reuse) +", "floors[c].of(inner.reuse) * 2 +"),
    ],
    "lib/Search/Candidates.cpp": [
        ("bound <= (optimum + here) * (1 + rounding)", "bound <= optimum * (1 + rounding)"),
        ("interfaces.push_back({bound - here, optimum + here,", "interfaces.push_back({bound - here, optimum - here,"),
    ],
    "lib/Model/HandOver.cpp": [
        ("if (insideK)\n      return false;", "if (insideK)\n      return true;"),
        ("(std::max<int64_t>(padding, 0) + 1) / 2", "(std::max<int64_t>(padding, 0)) / 2"),
        ("writer.splits(Group::CRS) || reader.splits(Group::K)", "writer.splits(Group::CRS) && reader.splits(Group::K)"),
        ("first(std::min(below, last), w) + length", "first(std::min(below, last), w)"),
        ("w == window ? image + 1", "w == window ? image + 2"),
    ],
    "lib/Search/ChipPartition.cpp": [
        ("onChip = std::max(onChip, option.onChip);", "onChip += option.onChip;"),
        ("joined.get() >= apart.get()", "joined.get() < apart.get()"),
        ("whole = whole.beside(strip->least)", "whole = whole.beside(strip->least).beside(strip->least)"),
        ("joint.energy += staticPjPerCycle * joint.cycles;", "joint.energy -= staticPjPerCycle * joint.cycles;"),
    ],
}


def run(command, timeout=None):
    return subprocess.run(
        command, capture_output=True, text=True, timeout=timeout, check=False
    )


class Checker:
    def __init__(self, build):
        self.tree = build / "source"
        self.build = build / "build"
        if self.tree.exists():
            shutil.rmtree(self.tree)
        files = run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"])
        for name in files.stdout.split():
            if (ROOT / name).is_file():
                (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.tree / name)
        shared = ROOT.parent / "shared"
        if shared.exists() and not (build / "shared").exists():
            (build / "shared").symlink_to(shared)
        configure = ["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja"]
        configure += ["-DCMAKE_BUILD_TYPE=Release"]
        for package in ("MLIR", "LLVM"):
            path = f"/usr/lib/llvm-22/lib/cmake/{package.lower()}"
            configure.append(f"-D{package}_DIR={path}")
        if shutil.which("ccache"):
            configure.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
        result = run(configure)
        if result.returncode != 0:
            sys.exit(result.stderr)
        if not self.compile() or self.failing_test() is not None:
            sys.exit("the tests fail before anything is changed")

    def compile(self):
        result = run(["cmake", "--build", self.build, "--target", "NeurospectorCoreTests"])
        return result.returncode == 0

    def failing_test(self):
        """The first test that fails, or None."""
        tests = self.build / "bin" / "NeurospectorCoreTests"
        # Quick ones first: most mutants end there.
        slow = "OptimalProperty.*:*CandidatesHold*:Search.*:Exact*Simulator*"
        for choice in (f"-{slow}", slow):
            try:
                result = run([tests, "--gtest_fail_fast", f"--gtest_filter={choice}"], timeout=300)
            except subprocess.TimeoutExpired:
                return "timeout"
            if result.returncode != 0:
                failed = [l for l in result.stdout.splitlines() if "[  FAILED  ]" in l]
                return failed[0].split("]")[1].split("(")[0].strip() if failed else "crash"
        return None

    def check(self, name, original, mutant):
        path = self.tree / name
        text = path.read_text()
        if text.count(original) != 1:
            return f"the formula occurs {text.count(original)} times", False
        path.write_text(text.replace(original, mutant))
        try:
            if not self.compile():
                return "does not compile", False
            test = self.failing_test()
            return (test, True) if test else ("SURVIVED", False)
        finally:
            path.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="*", default=[""], metavar="TEXT",
                        help="mutants whose file or text has one of these")
    parser.add_argument("--build", type=pathlib.Path, help="directory to build in, kept")
    options = parser.parse_args()
    build = options.build or pathlib.Path(tempfile.mkdtemp(prefix="mutate-"))
    build = build.resolve()
    build.mkdir(parents=True, exist_ok=True)
    checker = Checker(build)
    caught = total = 0
    start = time.time()
    for name, pairs in MUTANTS.items():
        for original, mutant in pairs:
            if not any(text in name + original + mutant for text in options.only):
                continue
            total += 1
            verdict, killed = checker.check(name, original, mutant)
            caught += killed
            where = name.split("/")[-1]
            print(f"{where:24} {mutant.splitlines()[0].strip()[:60]:60}  {verdict}", flush=True)
    print(f"{caught} of {total} mutants caught in {(time.time() - start) / 60:.0f} min")
    if not options.build:
        shutil.rmtree(build)
    return caught != total


if __name__ == "__main__":
    sys.exit(main())
