"""Runs a handful of programs under Ouro, CPython and Lua in turn, and prints ratios.

    tests/bench/run.py [--rounds N] [--ouro PATH] [NAME ...]

Every NAME.py has a NAME.lua beside it that prints the same answer; the answers are
compared before any time is believed. The engines take turns within a round, so that what
else the machine does falls on all of them. What counts is the CPU time of the process
(user and system, start-up included), and of the rounds the median. The result is a table
in Markdown: seconds, and how many times longer Ouro takes than the other two.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAMS = HERE / "programs"
PYTHON = os.environ.get("OURO_ORACLE", "/usr/bin/python3")
LUA = os.environ.get("OURO_LUA", "lua5.4")


def run_once(command):
    """Runs one process: (standard output, CPU seconds), or (None, 0) when it failed."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    with process.stdout as stream:
        output = stream.read()
    # wait4 reports this child's own usage; the process object must not wait for it again.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None, 0.0
    return output, usage.ru_utime + usage.ru_stime


def measure(name, engines, rounds):
    """Medians of CPU seconds per engine, None for an engine that fails or answers otherwise."""
    times = {engine: [] for engine, _, _ in engines}
    answers = {}
    for _ in range(rounds):
        for engine, command, suffix in engines:
            output, seconds = run_once([command, str(PROGRAMS / (name + suffix))])
            times[engine].append(seconds)
            answers[engine] = output
    expected = answers["python3"]
    medians = {}
    for engine in times:
        right = expected is not None and answers[engine] == expected
        medians[engine] = statistics.median(times[engine]) if right else None
    return medians


def show_seconds(seconds):
    return "wrong" if seconds is None else f"{seconds:.3f}"


def show_ratio(ours, theirs):
    return "-" if ours is None or theirs is None else f"{ours / max(theirs, 1e-4):.2f}"


def main():
    parser = argparse.ArgumentParser(description="Times Ouro against CPython and Lua.")
    parser.add_argument("names", nargs="*", help="programs, all by default")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ouro", default=str(ROOT / "build" / "ouro"))
    options = parser.parse_args()
    names = options.names or sorted(p.stem for p in PROGRAMS.glob("*.lua"))
    engines = [("ouro", options.ouro, ".py"), ("python3", PYTHON, ".py"), ("lua5.4", LUA, ".lua")]
    wrong = 0
    products = [1.0, 1.0]
    counted = 0
    print("| program | ouro s | python3 s | lua5.4 s | ouro/python3 | ouro/lua |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name in names:
        medians = measure(name, engines, options.rounds)
        wrong += sum(1 for seconds in medians.values() if seconds is None)
        ours, python, lua = medians["ouro"], medians["python3"], medians["lua5.4"]
        if None not in (ours, python, lua):
            products[0] *= ours / max(python, 1e-4)
            products[1] *= ours / max(lua, 1e-4)
            counted += 1
        cells = [name, show_seconds(ours), show_seconds(python), show_seconds(lua)]
        cells += [show_ratio(ours, python), show_ratio(ours, lua)]
        print("| " + " | ".join(cells) + " |", flush=True)
    if counted:
        means = [product ** (1 / counted) for product in products]
        print(f"| geometric mean | | | | {means[0]:.2f} | {means[1]:.2f} |")
    print(f"\n{options.rounds} rounds, median of CPU time.", end="")
    print(f" {wrong} answers missing or wrong." if wrong else " All answers agree.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
