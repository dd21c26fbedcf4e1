#!/usr/bin/env python3
"""Counts the instructions that Ouro executes for the small programs of instructions/.

    instructions.py BUILD [--accept]

A count says what a time cannot: it is the same on a busy machine, and from run to run, because
callgrind counts and nothing of the environment gets in. Status 1 when a program takes over 3 % more
than instructions.json says; `--accept` writes the counts of now there, when more is worth it (or
when there is less, so that it stays so).
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import measure

PROGRAMS = measure.HERE / "instructions"
RECORD = measure.HERE / "instructions.json"
TOLERANCE = 0.03
COUNTED = re.compile(rb"Collected : (\d+)")


def count(ouro, program):
    """Instructions of one run. The paths are as long in every place, and nothing is inherited: the
    first addresses of a process, and so what string functions do, depend on both."""
    valgrind = shutil.which("valgrind")
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "ouro").symlink_to(ouro.resolve())
        shutil.copy(program, pathlib.Path(folder) / "program.py")
        done = subprocess.run([valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null",
                               "./ouro", "program.py"], cwd=folder, env={},
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        oracle = subprocess.run([measure.PYTHON, "program.py"], cwd=folder,
                                stdout=subprocess.PIPE, check=False)
    counted = COUNTED.search(done.stderr)
    if done.returncode != 0 or not counted:
        sys.stderr.buffer.write(done.stderr)
        raise SystemExit(f"{program.stem}: it did not run")
    if oracle.returncode == 0 and done.stdout != oracle.stdout:
        raise SystemExit(f"{program.stem}: it answers {done.stdout!r}, not {oracle.stdout!r}")
    return int(counted.group(1))


def compare(counts, record):
    """Says how each stands to the record: the names of those that grew."""
    grown = []
    for name, now in counts.items():
        before = record["programs"].get(name)
        if before is None:
            grown.append(name)
            print(f"{name:<12} {now:>12,}   not recorded")
            continue
        change = now / before - 1
        word = ""
        if change > TOLERANCE:
            grown.append(name)
            word = "   MORE THAN ALLOWED"
        elif change < -TOLERANCE:
            word = "   less: worth recording"
        print(f"{name:<12} {now:>12,}   recorded {before:>12,}   {change:+.2%}{word}")
    return grown


def main():
    parser = argparse.ArgumentParser(description="Counts instructions of small programs.")
    parser.add_argument("build", help="the folder of the build")
    parser.add_argument("--accept", action="store_true", help="record what is counted now")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("valgrind is not here, so nothing is counted")
        return 2
    ouro = pathlib.Path(options.build) / "ouro"
    compiler = measure.first_line("gcc", "--version")
    counts = {program.stem: count(ouro, program) for program in sorted(PROGRAMS.glob("*.py"))}
    record = {"compiler": compiler, "programs": {}}
    if RECORD.exists():
        record = json.loads(RECORD.read_text(encoding="utf-8"))
    grown = compare(counts, record)
    if record["compiler"] != compiler:
        print(f"Recorded with {record['compiler']}; this is {compiler}, which explains a part.")
    if options.accept:
        record = {"compiler": compiler, "programs": counts}
        RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        print(f"recorded in {RECORD.relative_to(measure.ROOT)}")
        return 0
    if grown:
        print(f"More instructions than recorded: {', '.join(grown)}. If they are worth it: "
              "make bench-check ACCEPT=1")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
