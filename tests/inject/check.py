#!/usr/bin/env python3
"""Lets single allocations fail, and looks whether each run ends cleanly.

    check.py BUILD [PROGRAM ...]

For each of PROGRAMS the N-th allocation after the start fails, for the first N one by one and for a
sample beyond, up to what the program allocates at all. Whatever fails, the program ends with a
status of its own (a MemoryError is caught by the program or reported): no signal, no internal
error, every count right after every statement, and nothing left in the heap at the end. One test is
one program with one way of failing. Prints `N passed, N failed`.
"""

import concurrent.futures
import os
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGE = ROOT / "tests" / "language"
FIRST = 300
SAMPLE = 60
FARTHEST = 20000
TIMEOUT = 60
STATUS_BROKEN_LEDGER = 70

PROGRAMS = [
    "classes/basics.py",
    "classes/init_errors.py",
    "closures/nonlocal_chains.py",
    "collector/callbacks.py",
    "collector/exception_rings.py",
    "assignment/unpacking.py",
    "comprehensions/all_kinds.py",
    "generators/all_methods.py",
    "generators/counts_and_cycles.py",
    "with/managers.py",
    "annotations/all_places.py",
    "tracemalloc/lines.py",
    "*dict*/*.py",
    "*list*/*.py",
    "*str*/*.py",
    "*exception*/*.py",
    "*function*/*.py",
    "*final*/*.py",
    "*sort*/*.py",
]


def find_programs():
    """The first file that fits each row."""
    found = []
    for row in PROGRAMS:
        paths = [path for path in sorted(LANGUAGE.glob(row)) if path not in found]
        found += paths[:1]
    return found


def what_is_wrong(build, path, number):
    """Runs with the allocation of that number failing. None if it ended as it should."""
    name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
    command = [str(build / "ouro"), "--audit", "--fail-allocation", str(number), name]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=ROOT,
                              timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return f"{name}: allocation {number} fails: it does not end"
    if done.returncode in (0, 1) and b"Sanitizer" not in done.stderr:
        return None
    tail = done.stderr.decode("utf-8", "backslashreplace")[-1500:]
    return f"{name}: allocation {number} fails: status {done.returncode}\n{tail}"


def numbers_for(path, first, sample):
    chosen = random.Random(path.name)
    return [*range(1, first + 1), *sorted(chosen.sample(range(first + 1, FARTHEST), sample))]


def main():
    build = Path(sys.argv[1]).resolve()
    programs = [Path(name).resolve() for name in sys.argv[2:]] or find_programs()
    jobs = [(build, path, number) for path in programs
            for number in numbers_for(path, FIRST, SAMPLE)]
    sanitized = ROOT / "build" / "asan"
    if sanitized != build and (sanitized / "ouro").exists():
        jobs += [(sanitized, path, number) for path in programs[:3]
                 for number in numbers_for(path, FIRST, SAMPLE // 4)]
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(min(os.cpu_count() or 2, 8)) as pool:
        for complaint in pool.map(lambda job: what_is_wrong(*job), jobs):
            if complaint is None:
                passed += 1
                continue
            failed += 1
            if failed <= 10:
                print(complaint)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
