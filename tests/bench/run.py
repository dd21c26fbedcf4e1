#!/usr/bin/env python3
"""Runs the programs of programs/ under Ouro, CPython and Lua in turn, and compares.

    run.py BUILD [--rounds N] [--ouro PATH] [--write] [NAME ...]

Every NAME.py has a NAME.lua beside it that prints the same answer; the answers are compared before
any time is believed. The engines take turns within a round, and another begins each round, so that
what else the machine does falls on all of them. What counts is the CPU time of the process (user
and system, start-up included), and of the rounds the median; memory is the most that was resident.

The results are table.md, table.json and chart.svg in BUILD/bench; --write puts the last two into
docs/performance/ instead. Status 1 when an answer is missing or wrong; then nothing is written.
"""

import argparse
import json
import pathlib
import statistics
import sys

import chart
import measure
import table
from rows import MEAN_TARGET, ROWS

ENGINES = ["ouro", "python3", "lua"]


def commands(name, ouro):
    python_text = str(measure.PROGRAMS / f"{name}.py")
    return {
        "ouro": [str(ouro), python_text],
        "python3": [measure.PYTHON, python_text],
        "lua": [measure.LUA, str(measure.PROGRAMS / f"{name}.lua")],
    }


def run_row(build, name, ouro, rounds, turn):
    """One row of the table, with the complaint of what went wrong, or None."""
    runs = {engine: [] for engine in ENGINES}
    answers = {}
    for number in range(rounds):
        first = (turn + number) % len(ENGINES)
        for engine in ENGINES[first:] + ENGINES[:first]:
            output, (run,) = measure.watch(build, commands(name, ouro)[engine])
            if run.status != 0:
                return None, f"{name}: {engine} ends with status {run.status}"
            if answers.setdefault(engine, output) != output:
                return None, f"{name}: {engine} answers differently from run to run"
            runs[engine].append(run)
    for engine in ENGINES:
        if answers[engine] != answers["python3"]:
            return None, f"{name}: {engine} answers {answers[engine]!r}, not as python3 does"
    seconds = {engine: statistics.median(run.cpu for run in runs[engine]) for engine in ENGINES}
    ratio = seconds["ouro"] / seconds["python3"]
    return {
        "name": name,
        "target": ROWS[name],
        "met": ratio <= ROWS[name],
        "seconds": seconds,
        "all_seconds": {engine: [run.cpu for run in runs[engine]] for engine in ENGINES},
        "peak_kib": {engine: max(run.peak for run in runs[engine]) for engine in ENGINES},
        "to_python3": ratio,
        "to_lua": seconds["ouro"] / seconds["lua"],
        "lua_to_python3": seconds["lua"] / seconds["python3"],
    }, None


def means(rows):
    return {key: statistics.geometric_mean(row[key] for row in rows)
            for key in ("to_python3", "to_lua", "lua_to_python3")}


def main():
    parser = argparse.ArgumentParser(description="Times Ouro against CPython and Lua.")
    parser.add_argument("build", help="the folder of the build, with bench/stopwatch")
    parser.add_argument("names", nargs="*", help="programs, all by default")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--ouro", help="another ouro than that of the build")
    parser.add_argument("--write", action="store_true", help="into docs/performance/")
    options = parser.parse_intermixed_args()
    build = pathlib.Path(options.build)
    ouro = pathlib.Path(options.ouro) if options.ouro else build / "ouro"
    rows = []
    complaints = []
    for turn, name in enumerate(options.names or ROWS):
        row, complaint = run_row(build, name, ouro, options.rounds, turn)
        if complaint:
            complaints.append(complaint)
            print(complaint, file=sys.stderr)
            continue
        rows.append(row)
        print(table.say(row), flush=True)
    if complaints or not rows:
        print(f"{len(complaints)} answers missing or wrong", file=sys.stderr)
        return 1
    result = {"machine": measure.machine(ouro), "rounds": options.rounds, "rows": rows,
              "mean": means(rows), "mean_target": MEAN_TARGET}
    print(table.say_summary(result))
    folder = build / "bench"
    (folder / "table.md").write_text(table.markdown(result), encoding="utf-8")
    if options.write:
        if options.names:
            print("only the whole table is written to docs/performance/", file=sys.stderr)
            return 2
        folder = measure.ROOT / "docs" / "performance"
        folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (folder / "chart.svg").write_text(chart.svg(result), encoding="utf-8")
    print(f"written: {folder}/table.json, chart.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
