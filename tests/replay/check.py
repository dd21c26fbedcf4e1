#!/usr/bin/env python3
"""Time is exact, over all programs of tests/language: ends with `N passed, N failed`.

    check.py BUILD [--every N]

Each program runs twice: once as it is, and once with an undo, a second run and a redo after every
statement (`ouro --replay-each`), where every byte of memory must come back each time. Both runs must
print the same, end with the same status, and leave the same image: so a run is also the same in
another process. Sanitized builds are slow and take every tenth program; --every says otherwise.
"""

import argparse
import concurrent.futures
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT = 300


def run(ouro, path, *options):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("PYTHON")}
    environment.update(NO_COLOR="1", LC_ALL="C.UTF-8")
    done = subprocess.run([ouro, "--digest", *options, path], stdin=subprocess.DEVNULL, cwd=ROOT,
                          capture_output=True, env=environment, timeout=TIMEOUT, check=False)
    return done.returncode, done.stdout, done.stderr


def check(ouro, path):
    """What is wrong, or None."""
    try:
        plain = run(ouro, path)
        replayed = run(ouro, path, "--replay-each")
    except subprocess.TimeoutExpired:
        return f"{path}: takes too long"
    if b"\nimage " not in b"\n" + plain[2]:
        return f"{path}: there is no digest\n  {plain[2][-200:]!r}"
    for what, one, other in zip(("status", "output", "errors and digest"), plain, replayed):
        if one != other:
            return f"{path}: another {what}\n  {one[-200:]!r}\n  {other[-200:]!r}"
    return None


PROGRAM = """def f(x):
    return x + 1000
a = [f(1)]
b = 'some text ' + str(a)
c = [b, 'constant text of the file']
"""
TALK = """:undo 2
:set live all
x = 1
:undo 2
:redo 2
b = f(2)
"""


def check_into_file(ouro):
    """Going back into a file lets go of its code, and no later statement is told to have done so."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(PROGRAM)
        file.flush()
        done = subprocess.run([ouro, "--audit", "--live", "-i", file.name], input=TALK, text=True,
                              capture_output=True, timeout=TIMEOUT, check=False,
                              env=dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8"))
    told = done.stdout[done.stdout.index("back before"):]
    rows = [" ".join(line.split()) for line in told.replace(">>> ", "").split("\n")
            if not line.startswith("gc ")]  # they depend on the build
    expected = ["back before `b = 'some text ' + str(a)` (3 in :history; :redo 2 undoes this)",
                "live all", "refs int 1 2 → 3", "refs str 'x' 2 → 3",
                "shared int 1 (x) one 1 for everybody (:refcount x)",
                "back before `a = [f(1)]` (2 in :history; :redo 2 undoes this)",
                "forward again after `x = 1` (3 in :history)", "new int#2 (b) refs 1 1002"]
    if done.returncode != 0 or rows[:len(expected)] != expected:
        return f"going back into a file\n{done.stdout}{done.stderr}"
    return None


def main():
    parser = argparse.ArgumentParser(description="Replays programs.")
    parser.add_argument("build")
    parser.add_argument("--every", type=int)
    options = parser.parse_args()
    slow = Path(options.build).name == "asan"
    every = options.every or (10 if slow else 1)
    ouro = str(Path(options.build).resolve() / "ouro")
    paths = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests/language").rglob("*.py"))
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(min(os.cpu_count() or 2, 8)) as pool:
        for wrong in pool.map(lambda path: check(ouro, path), paths[::every]):
            if wrong:
                print("FAILED " + wrong)
            passed += wrong is None
            failed += wrong is not None
    wrong = check_into_file(ouro)
    if wrong:
        print("FAILED " + wrong)
    passed += wrong is None
    failed += wrong is not None
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
