#!/usr/bin/env python3
"""Runs random programs with CPython 3.11 and with Ouro, and compares.

    check.py BUILD [--first SEED] [--count N] [--exact-end]

A program (see generate.py) must print the same with both, end with the same status, and with the
same last line on standard error. Ouro runs it under --audit, so after every statement each
reference is counted again. Without a CPython 3.11 nothing is compared, and the audit alone counts.

A program that does not end with CPython (a list that is extended by its own iterator) says nothing.
No other seed is left out, but of what a program leaves alive at its very end (after it has printed END)
both must run the same finalizers in any order: with what came from a closure, Ouro's order is
still another in about one program of fifty. --exact-end asks for the order, too.

Prints the seeds that differ and ends with `N passed, N failed`.
"""

import argparse
import concurrent.futures
import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from generate import END, generate  # noqa: E402

FIRST = 1
COUNT = 300
JOBS = 2
TIMEOUT = 20
SHOWN_PROGRAMS = 10
SHOWN_LINES = 12


class Run:
    """How a run ended: the status, what was printed, and the last line of the errors."""

    def __init__(self, command, timeout=TIMEOUT):
        environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONUTF8="1", NO_COLOR="1",
                           PYTHONDONTWRITEBYTECODE="1", LC_ALL="C.UTF-8")
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True,
                                  env=environment, timeout=timeout, check=False)
        except subprocess.TimeoutExpired:
            self.status, self.out, self.error = "timeout", "", ""
            return
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "backslashreplace")
        lines = done.stderr.decode("utf-8", "backslashreplace").rstrip("\n").split("\n")
        self.error = lines[-1]

    def text(self):
        return f"{self.out}{self.error}\nstatus {self.status}\n"


def find_cpython():
    """A CPython 3.11, or None."""
    for name in ("python3.11", "python3"):
        path = shutil.which(name)
        if path is None:
            continue
        version = subprocess.run([path, "--version"], capture_output=True, check=False).stdout
        if version.startswith(b"Python 3.11."):
            return path
    return None


def run_ouro(build, path, timeout=TIMEOUT):
    return Run([str(Path(build) / "ouro"), "--audit", str(path)], timeout)


def run_cpython(python, path, timeout=TIMEOUT):
    """Without warnings, such as the one of a literal after `is`: Ouro has none."""
    return Run([python, "-W", "ignore", str(path)], timeout)


def with_sorted_end(text):
    """The text with the words after END in the order of the alphabet."""
    before, end, after = text.partition(f"\n{END}\n")
    return before + end + " ".join(sorted(after.split()))


def difference(wanted, found, exact_end=True):
    """How Ouro's run of a program differs from CPython's; '' where it does not."""
    if wanted.text() == found.text() or wanted.status == "timeout":
        return ""
    if not exact_end and with_sorted_end(wanted.text()) == with_sorted_end(found.text()):
        return ""
    lines = difflib.unified_diff(wanted.text().split("\n"), found.text().split("\n"), "CPython",
                                 "Ouro", lineterm="", n=1)
    return "\n".join(list(lines)[:SHOWN_LINES])


def check_seed(build, python, folder, seed, exact_end):
    path = Path(folder) / f"{seed}.py"
    path.write_text(generate(seed), encoding="utf-8")
    found = run_ouro(build, path)
    if python is None:
        return "" if found.status in (0, 1) else found.text()
    return difference(run_cpython(python, path), found, exact_end)


def main():
    parser = argparse.ArgumentParser(description="Compares random programs with CPython 3.11.")
    parser.add_argument("build", help="the folder with ouro in it")
    parser.add_argument("--first", type=int, default=FIRST)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--exact-end", action="store_true")
    options = parser.parse_args()
    python = find_cpython()
    if python is None:
        print("no CPython 3.11 here: only the audit is checked")
    seeds = range(options.first, options.first + options.count)
    failed = []
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        runs = pool.map(lambda seed: check_seed(options.build, python, folder, seed,
                                                options.exact_end), seeds)
        for seed, found in zip(seeds, runs):
            if not found:
                continue
            failed.append(seed)
            if len(failed) <= SHOWN_PROGRAMS:
                print(f"seed {seed} (tests/differential/reduce.py {options.build} {seed})")
                print(found, flush=True)
    if failed:
        print("seeds that differ: " + " ".join(map(str, failed)))
    print(f"{len(seeds) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
