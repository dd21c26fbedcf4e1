#!/usr/bin/env python3
"""Holds whole tracebacks, marks and suggestions included, to what CPython 3.11 prints.

    check.py BUILD             compares ouro, and CPython where there is one, with programs.txt
    check.py --record PYTHON   writes what CPython prints into programs.txt

programs.txt has programs and what they print on standard error, in turn: a program begins behind a
line of `=`, its traceback behind a line of `-`. Prints `N passed, N failed`.
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FILE = Path(__file__).resolve().parent / "programs.txt"
BEGIN, ANSWER = "=" * 40 + "\n", "-" * 40 + "\n"


def read_programs():
    parts = FILE.read_text(encoding="utf-8").split(BEGIN)[1:]
    return [tuple((part + ANSWER).split(ANSWER)[:2]) for part in parts]


def ask(command, program, folder):
    """What a program prints on standard error."""
    path = Path(folder) / "program.py"
    path.write_text(program, encoding="utf-8")
    environment = dict(os.environ, PYTHONUTF8="1", NO_COLOR="1", LC_ALL="C.UTF-8")
    done = subprocess.run([*command, str(path)], stdin=subprocess.DEVNULL, capture_output=True,
                          env=environment, timeout=60, check=False)
    text = done.stderr.decode("utf-8", "backslashreplace").replace(str(path), "program.py")
    return re.sub(r"\b0x[0-9a-f]+", "0x...", text)


def find_cpython():
    for name in ("python3.11", "python3"):
        path = shutil.which(name)
        if path and b"Python 3.11." in subprocess.run([path, "--version"], capture_output=True,
                                                      check=False).stdout:
            return path
    return None


def record(python):
    with tempfile.TemporaryDirectory() as folder:
        text = "".join(BEGIN + program + ANSWER + ask([python], program, folder)
                       for program, _ in read_programs())
    FILE.write_text(text, encoding="utf-8")


def compare(build):
    askers = [("ouro", [str(Path(build).resolve() / "ouro"), "--audit"])]
    python = find_cpython()
    if python:
        askers.append(("CPython", [python]))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for program, wanted in read_programs():
            for name, command in askers:
                found = ask(command, program, folder)
                passed += found == wanted
                if found != wanted:
                    failed += 1
                    print(f"{name} prints something else for:\n{program}")
                    print("\n".join(difflib.unified_diff(wanted.split("\n"), found.split("\n"),
                                                         "recorded", "found", lineterm="")))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1] == "--record":
        record(sys.argv[2])
    else:
        sys.exit(compare(sys.argv[1]))
