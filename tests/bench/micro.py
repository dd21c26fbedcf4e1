#!/usr/bin/env python3
"""Measures the parts: allocator, collector, start-up, sizes, and how cost grows with the heap.

    micro.py BUILD [--write] [GROUP ...]

GROUP is allocator, checkpoint, collector, automatic, start, bytes or growth. Other allocators are
preloaded below the same program; other engines run the same text. Times are CPU seconds, but those
of starting, which are of the wall. The results are micro.md and micro.json in BUILD/bench; --write
puts micro.json into docs/performance/ instead.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import measure
import micro_texts as texts
import table

MILLION = 1000000
BETWEEN = "\n%%\n"


class Group:
    """A table: a title, columns, and rows of a name, a target and figures by column."""

    def __init__(self, title, unit, columns, digits=1):
        self.table = {"title": title, "unit": unit, "columns": columns, "digits": digits,
                      "rows": []}

    def add(self, name, target, *figures):
        """The first figure is Ouro's; a target is the most that it may be."""
        self.table["rows"].append({
            "name": name, "target": target,
            "figures": dict(zip(self.table["columns"], figures)),
            "met": None if target is None else figures[0] <= target})


# --- the allocator -------------------------------------------------------------------------------

PRELOADED = {
    "mimalloc": ("libmimalloc2.0", "libmimalloc.so.2"),
    "jemalloc": ("libjemalloc2", "libjemalloc.so.2"),
}


def find_library(name):
    for folder in ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64",
                   "/usr/lib"):
        path = pathlib.Path(folder) / name
        if path.exists():
            return str(path)
    return None


def patterns(build, what, library=None):
    """What heap_bench prints, as a dict of nanoseconds."""
    environment = dict(os.environ)
    if library:
        environment["LD_PRELOAD"] = library
    done = subprocess.run([str(build / "bench" / "heap_bench"), what], stdout=subprocess.PIPE,
                          check=True, env=environment)
    rows = (line.split("\t") for line in done.stdout.decode("utf-8").splitlines())
    return {name: float(each) for name, each in rows}


def allocator(build):
    targets = {"one block at a time": 2, "random of 100,000, one size": 7}
    libraries = {name: find_library(file) for name, (_, file) in PRELOADED.items()}
    for name, library in libraries.items():
        if library is None:
            print(f"{name} is not to be had here (Debian: {PRELOADED[name][0]}): left out")
    group = Group("An allocation and its release", "ns",
                  ["Ouro's heap", "glibc malloc", *libraries], digits=2)
    ours, plain = patterns(build, "heap"), patterns(build, "malloc")
    others = {name: patterns(build, "malloc", library) if library else {}
              for name, library in libraries.items()}
    for name, each in ours.items():
        group.add(name, targets.get(name), each, plain[name],
                  *(others[other].get(name) for other in libraries))
    return group


def checkpoint(build):
    group = Group("A checkpoint of the prompt's timeline", "microseconds", ["Ouro"], digits=0)
    for name, nanoseconds in patterns(build, "checkpoint").items():
        group.add(name, None, nanoseconds / 1000)
    return group


# --- the collector -------------------------------------------------------------------------------

def time_pieces(build, engine, pieces):
    """Nanoseconds of CPU time of each piece, all run by one process."""
    command = {"ouro": [str(build / "bench" / "timed_bench")],
               "python3": [measure.PYTHON, "-I", str(measure.HERE / "timed.py")]}[engine]
    done = subprocess.run(command, input=BETWEEN.join(pieces).encode("utf-8"),
                          stdout=subprocess.PIPE, check=True)
    return [int(line) for line in done.stdout.split()]


def collector(build):
    group = Group("gc.collect(), for each container", "ns", ["Ouro", "CPython"])
    live = [
        ("a million live instances, each refers to its neighbour", 20, texts.live_instances,
         texts.NEAR),
        ("a million live instances, each refers to a random one", 40, texts.live_instances,
         texts.RANDOM),
        ("a million live lists, each refers to its neighbour", 20, texts.live_lists, texts.NEAR),
        ("a million live lists, each refers to a random one", 40, texts.live_lists, texts.RANDOM),
    ]
    for name, target, text, which in live:
        pieces = [text(MILLION, which)] + ["gc.collect()\n"] * 5
        times = [statistics.median(time_pieces(build, engine, pieces)[1:])
                 for engine in ("ouro", "python3")]
        group.add(name, target, *(time / MILLION for time in times))
    start, lose = texts.garbage(MILLION // 2)
    pieces = [start] + [lose, "gc.collect()\n"] * 4
    times = [statistics.median(time_pieces(build, engine, pieces)[2::2])
             for engine in ("ouro", "python3")]
    group.add("a million collected instances, in rings of two", 60,
              *(time / MILLION for time in times))
    return group


def share_of_collection(build, engine, text, rounds=5):
    """How much of a program's CPU time goes when nothing is collected, in percent."""
    command = {"ouro": str(build / "ouro"), "python3": measure.PYTHON}[engine]
    seconds = {"": [], texts.WITHOUT_COLLECTION: []}
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        for _ in range(rounds):
            for start, times in seconds.items():
                file.seek(0)
                file.truncate()
                file.write(start + text)
                file.flush()
                times.append(measure.watch(build, [command, file.name])[1][0].cpu)
    collecting, not_collecting = (statistics.median(times) for times in seconds.values())
    return max(0.0, 100 * (1 - not_collecting / collecting))


def automatic(build):
    group = Group("Automatic collection, of all CPU time", "%: with it against gc.disable()",
                  ["Ouro", "CPython"])
    trees = (measure.PROGRAMS / "binary_trees.py").read_text(encoding="utf-8")
    for name, target, text in [("binary_trees", 10, trees),
                               ("a graph that grows to a million objects", 20, texts.GROWING)]:
        group.add(name, target, *(share_of_collection(build, engine, text)
                                  for engine in ("ouro", "python3")))
    return group


# --- starting, sizes, growth ----------------------------------------------------------------------

def start(build):
    group = Group("An empty program", "ms of wall time, MiB resident", ["Ouro", "CPython", "Lua"],
                  digits=2)
    with tempfile.NamedTemporaryFile("w", suffix=".py") as empty:
        # In turns, so that what else the machine does falls on all.
        runs = {command: [] for command in (str(build / "ouro"), measure.PYTHON, measure.LUA)}
        for _ in range(10):
            for command, list_of_runs in runs.items():
                list_of_runs += measure.watch(build, [command, empty.name], runs=20)[1]
    group.add("start to end, median of 200", 1.2,
              *(1000 * statistics.median(run.wall for run in one) for one in runs.values()))
    group.add("resident at most", 4,
              *(max(run.peak for run in one) / 1024 for one in runs.values()))
    return group


def run_text(command, text):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(text)
        file.flush()
        return subprocess.run([command, file.name], stdout=subprocess.PIPE, check=True).stdout


def sizes(build):
    targets = {"int": 16, "float": 16, "list of two": 64, "instance with two attributes": 64,
               "dict of two": 128}
    group = Group("An object with what it owns", "bytes, as tracemalloc counts blocks",
                  ["Ouro", "CPython"], digits=0)
    for name, expression in texts.SIZES.items():
        group.add(name, targets.get(name), *(int(run_text(command, texts.size(expression)))
                                             for command in (str(build / "ouro"), measure.PYTHON)))
    return group


def growth(build):
    """CPython is asked for the smallest and the largest heap only."""
    lives = [10 ** power for power in range(3, 8)]
    columns = [f"{live:,}" for live in lives]
    columns += [f"CPython {live:,}" for live in (lives[0], lives[-1])]
    group = Group("An operation in a heap of so many live objects", "ns", columns, digits=0)
    repeats = 5

    def costs(engine, live):
        pieces = [texts.among(live)]
        pieces += [call + "\n" for call in texts.OPERATIONS.values() for _ in range(repeats)]
        times = time_pieces(build, engine, pieces)[1:]
        return [min(times[at:at + repeats]) / texts.STEPS
                for at in range(0, len(times), repeats)]

    ours = [costs("ouro", live) for live in lives]
    theirs = [costs("python3", live) for live in (lives[0], lives[-1])]
    for at, name in enumerate(texts.OPERATIONS):
        group.add(name, None, *(cost[at] for cost in ours + theirs))
    return group


GROUPS = {"allocator": allocator, "checkpoint": checkpoint, "collector": collector,
          "automatic": automatic, "start": start, "bytes": sizes, "growth": growth}


def main():
    parser = argparse.ArgumentParser(description="Measures allocator, collector and start-up.")
    parser.add_argument("build", type=pathlib.Path, help="the folder of the build")
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(GROUPS)}; all by default")
    parser.add_argument("--write", action="store_true", help="into docs/performance/")
    options = parser.parse_intermixed_args()
    groups = {}
    for name in options.groups or GROUPS:
        groups[name] = GROUPS[name](options.build).table
        print(table.group_markdown(groups[name]), flush=True)
    if options.groups:
        return 0
    result = {"machine": measure.machine(options.build / "ouro"),
              "groups": groups}
    folder = options.build / "bench"
    (folder / "micro.md").write_text(table.micro_markdown(result), encoding="utf-8")
    if options.write:
        folder = measure.ROOT / "docs" / "performance"
        folder.mkdir(parents=True, exist_ok=True)
    (folder / "micro.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"written: {folder}/micro.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
