#!/usr/bin/env python3
"""Checks that the tests notice wrong formulas.

Changes one operator of a formula at a time, in the cost models and in the
bounds of the optimal search, builds the core tests and runs them. A mutant that
no test fails on has survived: the exit code is 1. The sources are copied, so
the working tree stays as it is.

usage: utils/mutate.py [--only TEXT ...] [--build DIR]
"""

import argparse
import concurrent.futures
import filecmp
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from mutants import LIKELY, MUTANTS

ROOT = pathlib.Path(__file__).resolve().parent.parent


def likely(name):
    prefix = max((p for p in LIKELY if name.startswith(p)), key=len)
    return LIKELY[prefix]


def run(command, **options):
    return subprocess.run(
        command, capture_output=True, text=True, check=False, **options
    )


def limit_time():
    """Ten minutes of processor time, of which all tests take less than half."""
    resource.setrlimit(resource.RLIMIT_CPU, (600, 630))


class Checker:
    def __init__(self, build):
        self.tree = build / "source"
        self.build = self.tree / "build"
        files = run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"])
        for name in files.stdout.split():
            here, there = ROOT / name, self.tree / name
            if here.is_file() and not (there.is_file() and filecmp.cmp(here, there, False)):
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(here, there)
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
        if not self.compile() or failing_test(self.tests(), ["*"]) is not None:
            sys.exit("the tests fail before anything is changed")

    def compile(self):
        result = run(["cmake", "--build", self.build, "--target", "NeurospectorCoreTests"])
        return result.returncode == 0

    def tests(self):
        return self.build / "bin" / "NeurospectorCoreTests"

    def make(self, name, original, mutant, number):
        """The tests with the mutant, as a copy; None if it does not compile."""
        path = self.tree / name
        text = path.read_text()
        path.write_text(text.replace(original, mutant))
        try:
            if not self.compile():
                return None
            return shutil.copy2(self.tests(), self.tests().with_suffix(f".{number}"))
        finally:
            path.write_text(text)


def failing_test(tests, choices):
    """The first test that fails, or None."""
    for choice in choices:
        command = [tests, "--gtest_fail_fast", f"--gtest_filter={choice}"]
        result = run(command, preexec_fn=limit_time)
        if result.returncode == -signal.SIGXCPU:
            return "timeout"
        if result.returncode != 0:
            failed = [l for l in result.stdout.splitlines() if "[  FAILED  ]" in l]
            return failed[0].split("]")[1].split("(")[0].strip() if failed else "crash"
    return None


def judge(tests, name, original, mutant):
    """Runs the tests and prints the verdict; true if the mutant is caught."""
    test = "does not compile"
    if tests:
        test = failing_test(tests, [likely(name), "-" + likely(name)])
        tests.unlink()
    where = name.split("/")[-1]
    line = " ".join((mutant or f"without {original}").split())[:60]
    print(f"{where:24} {line:60}  {test or 'SURVIVED'}", flush=True)
    return tests is not None and test is not None


def select(texts):
    """(file, original, mutant) of those that have one of the texts."""
    selected = [
        (name, *pair)
        for name, pairs in MUTANTS.items()
        for pair in pairs
        if any(text in name + pair[0] + pair[1] for text in texts)
    ]
    stale = [
        f"{name}: {original}"
        for name, original, _ in selected
        if (ROOT / name).read_text().count(original) != 1
    ]
    if stale:
        sys.exit("not there exactly once:\n" + "\n".join(stale))
    return selected


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="*", default=[""], metavar="TEXT",
                        help="mutants whose file or text has one of these")
    parser.add_argument("--build", type=pathlib.Path, help="directory to build in, kept")
    options = parser.parse_args()
    mutants = select(options.only)
    build = options.build or pathlib.Path(tempfile.mkdtemp(prefix="mutate-"))
    build = build.resolve()
    build.mkdir(parents=True, exist_ok=True)
    checker = Checker(build)
    start = time.time()
    # One is tested while the next is built.
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        verdicts = [
            pool.submit(judge, checker.make(*change, number), *change)
            for number, change in enumerate(mutants)
        ]
    caught = sum(verdict.result() for verdict in verdicts)
    minutes = (time.time() - start) / 60
    print(f"{caught} of {len(mutants)} mutants caught in {minutes:.0f} min")
    if not options.build:
        shutil.rmtree(build)
    return caught != len(mutants)


if __name__ == "__main__":
    sys.exit(main())
