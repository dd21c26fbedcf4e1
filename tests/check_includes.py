#!/usr/bin/env python3
"""Holds every #include to the order of the floors, and every header to compiling alone.

A file in src/FLOOR may include files of its own floor and of the floors above it in FLOORS.
src/main.c may include all. Prints what is wrong and ends with `N passed, N failed`.
"""

import concurrent.futures
import os
import re
import subprocess
import sys
from pathlib import Path

FLOORS = ["base", "heap", "object", "gc", "lang", "vm", "observe", "show", "lesson", "repl"]
ROOT = Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]


def floor_of(path):
    """The number of the floor of a path such as heap/heap.h; None when it is on none."""
    first = path.split("/")[0]
    return FLOORS.index(first) if first in FLOORS and "/" in path else None


def wrong_includes(name, text, floor):
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        target = match.group(1)
        other = floor_of(target)
        if other is None:
            yield f"{name}:{line}: includes {target}, which is not written FLOOR/file"
        elif floor is not None and other > floor:
            yield f"{name}:{line}: floor {FLOORS[floor]} includes {target}, which is below it"


def check_file(path):
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(ROOT))
    if path.suffix == ".re":
        floor = FLOORS.index("lang")
    else:
        floor = floor_of(str(path.relative_to(ROOT / "src")))
        if floor is None and name != "src/main.c":
            return [f"{name}: lies on no floor"]
    return list(wrong_includes(name, text, floor))


def check_header(path):
    """Whether a header compiles with nothing included before it."""
    name = str(path.relative_to(ROOT / "src"))
    command = [os.environ.get("CC", "gcc"), "-std=gnu11", *WARNINGS, "-Isrc", "-Ibuild/gen"]
    result = subprocess.run(
        [*command, "-fsyntax-only", "-x", "c", "-"],
        input=f'#include "{name}"\n', capture_output=True, text=True, cwd=ROOT, check=False)
    if result.returncode == 0:
        return []
    return [f"src/{name} does not compile alone:", result.stderr.rstrip()]


def main():
    source = sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in (".c", ".h", ".def"))
    lexers = sorted((ROOT / "grammar").glob("*.re"))
    headers = [p for p in source if p.suffix == ".h"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = [*map(check_file, source + lexers), *pool.map(check_header, headers)]
    failed = 0
    for complaints in results:
        failed += bool(complaints)
        for complaint in complaints:
            print(complaint)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
