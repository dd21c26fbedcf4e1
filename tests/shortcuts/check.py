#!/usr/bin/env python3
"""Shortcuts leave no trace, in all programs of tests/language: ends with `N passed, N failed`.

    check.py BUILD

Each program is run by BUILD and by the build of the flavor `general`, which takes no shortcuts:
inline caches never hit, instructions have no forms, numbers, items and truth go the general way.
Both must print the same, end with the same status, and leave the same image to the byte: so every
count, every address, every birth and every free block is the same.
"""

import concurrent.futures
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GENERAL = ROOT / "build" / "general" / "ouro"
TIMEOUT = 300


def run(ouro, path):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("PYTHON")}
    environment.update(NO_COLOR="1", LC_ALL="C.UTF-8")
    done = subprocess.run([str(ouro), "--digest", path], stdin=subprocess.DEVNULL, cwd=ROOT,
                          capture_output=True, env=environment, timeout=TIMEOUT, check=False)
    return done.returncode, done.stdout, done.stderr


def check(ouro, path):
    """What is wrong, or None."""
    try:
        quick, general = run(ouro, path), run(GENERAL, path)
    except subprocess.TimeoutExpired:
        return f"{path}: takes too long"
    if b"\nimage " not in b"\n" + quick[2]:
        return f"{path}: there is no digest\n  {quick[2][-200:]!r}"
    for what, one, other in zip(("status", "output", "errors and digest"), quick, general):
        if one != other:
            return f"{path}: another {what}\n  {one[-200:]!r}\n  {other[-200:]!r}"
    return None


def main():
    if not GENERAL.exists():
        print("FAILED the flavor general is not built: `make general`\n0 passed, 1 failed")
        return 1
    ouro = Path(sys.argv[1]).resolve() / "ouro"
    paths = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests/language").rglob("*.py"))
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(min(os.cpu_count() or 2, 8)) as pool:
        for wrong in pool.map(lambda path: check(ouro, path), paths):
            if wrong:
                print("FAILED " + wrong)
            passed += wrong is None
            failed += wrong is not None
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
