#!/usr/bin/env python3
"""Fuzzes with libFuzzer: each target in turn, for its share of the time.

    run.py BUILD [TARGET ...] --seconds N

BUILD is the folder of the flavor `fuzz`. The corpora, the dictionary and what was found lie beneath
it: BUILD/corpus/TARGET, BUILD/found/TARGET-crash-... A corpus starts from the language tests, the
snippets of the syntax tests, the lessons and random programs, and what a run learns stays for the next one.

    BUILD/fuzz/program FILE      runs one input again, to see what it broke

Ends with `N passed, N failed`: targets that found nothing, inputs that broke something.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TARGETS = {"lexer": 1, "parser": 2, "program": 5, "prompt": 2, "lesson": 1}  # and their shares of the time
RANDOM_SEEDS = 60
LONGEST_SEED = 6000  # bytes: longer inputs are slow, and say little more
DEF_STRING = re.compile(r'"([^"\\]+)"')
DEF_FILES = ("src/lang/tokens.def", "src/vm/natives.def", "src/object/names.def",
             "src/object/errors.def", "src/repl/commands.def",
             "src/lesson/lesson.def")
WORD = re.compile(r":?[A-Za-z_][A-Za-z_0-9]*|[^\sA-Za-z_0-9\"\\]{1,3}")
MORE_WORDS = ["\n    ", "\n", "    ", "\t", "print(", "__del__", "self.", "gc.collect()", "import gc\n",
              "9223372036854775807", "-9223372036854775808", "1e308", "0x1F", "'''", 'f"{', "{x!r}",
              ">>> ", "... ", ":undo\n", ":redo\n", ":refcount a\n", ":reset\n", "lambda: ",
              "try:\n    ", "finally:\n    ", "except Exception as e:\n    "]


def quote(word):
    return "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\x{ord(c):02x}" for c in word)


def write_dictionary(path):
    """A token a line: from the tables of the implementation."""
    words = set(MORE_WORDS)
    for name in DEF_FILES:
        for line in (ROOT / name).read_text(encoding="utf-8").split("\n"):
            found = DEF_STRING.search(line)
            if found and not line.startswith(" *"):
                words.update(word for word in WORD.findall(found[1]) if len(word) <= 40)
    path.write_text("".join(f'"{quote(word)}"\n' for word in sorted(words)), encoding="utf-8")


def seed_texts():
    """What the corpora start from: names and texts."""
    for path in sorted((ROOT / "tests" / "language").rglob("*.py")):
        yield path.read_bytes()
    for name in ("valid.txt", "invalid.txt"):
        text = (ROOT / "tests" / "syntax" / name).read_text(encoding="utf-8")
        for part in re.split(r"^%%\n", text, flags=re.M):
            yield part.encode("utf-8")
    for path in sorted((ROOT / "tests" / "prompt").rglob("*.txt")):
        yield path.read_bytes()
    for folder in ("lessons", "tests/lessons"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            yield path.read_bytes()
    generator = str(ROOT / "tests" / "differential" / "generate.py")
    for seed in range(1, RANDOM_SEEDS + 1):
        yield subprocess.run([sys.executable, generator, str(seed)], capture_output=True,
                             check=True).stdout


def write_seeds(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for text in seed_texts():
        if len(text) <= LONGEST_SEED:
            (folder / hashlib.sha1(text).hexdigest()).write_bytes(text)


def run_target(build, target, seconds, log):
    """One run of libFuzzer, which ends with the first finding. Returns how many inputs it ran. What its
    inputs save goes to a folder that is deleted."""
    build = build.resolve()
    command = [str(build / "fuzz" / target), f"-max_total_time={seconds}",
               f"-dict={build / 'dictionary'}", f"-artifact_prefix={build / 'found' / target}-",
               "-max_len=8192", "-timeout=20", "-rss_limit_mb=3000", "-close_fd_mask=3",
               "-handle_int=0", "-print_final_stats=1", "-reload=0",
               str(build / "corpus" / target), str(build / "seeds")]
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0", NO_COLOR="1", LC_ALL="C.UTF-8",
                       UBSAN_OPTIONS="print_stacktrace=1")
    with log.open("wb") as out, tempfile.TemporaryDirectory() as home:
        environment["HOME"] = home
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment,
                       cwd=home, check=False)
    runs = re.findall(r"number_of_executed_units: (\d+)", log.read_text(errors="replace"))
    return int(runs[-1]) if runs else 0


def fuzz(build, target, seconds):
    """Runs one target for so long, on after each finding. Returns how many there were."""
    (build / "corpus" / target).mkdir(parents=True, exist_ok=True)
    (build / "found").mkdir(parents=True, exist_ok=True)
    before = set((build / "found").glob(f"{target}-*"))
    end = time.monotonic() + seconds
    runs = 0
    while time.monotonic() < end:
        more = run_target(build, target, max(1, int(end - time.monotonic())),
                          build / f"{target}.log")
        runs += more
        if more == 0:
            print(f"{target} did not run: see {build / (target + '.log')}")
            return 1
    new = sorted(set((build / "found").glob(f"{target}-*")) - before)
    print(f"{target}: {runs} runs in {seconds} s, {len(new)} findings", flush=True)
    for path in new:
        print(f"  {path}")
    return len(new)


def main():
    parser = argparse.ArgumentParser(description="Fuzzes with libFuzzer.")
    parser.add_argument("build", type=Path)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("targets", nargs="*", default=list(TARGETS))
    options = parser.parse_args()
    build = options.build.resolve()
    write_dictionary(build / "dictionary")
    write_seeds(build / "seeds")
    shares = sum(TARGETS[target] for target in options.targets)
    counts = [fuzz(build, target, max(1, options.seconds * TARGETS[target] // shares))
              for target in options.targets]
    passed, failed = counts.count(0), sum(counts)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
