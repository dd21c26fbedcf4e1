#!/usr/bin/env python3
"""Holds every transcript to the looks that its options ask for.

    check.py BUILD      ends with `N passed, N failed`

No line that Ouro prints is wider than --width says, or than 80 columns; colours are there with
--colour only; with --ascii and --plain nothing outside of ASCII appears that was not typed; and
--plain has no arrows. Every transcript that asks for none of these is typed again with each of them, and
held to the same. Tracebacks are Python's and JSON is for programs: both may be as wide as
they are. The transcripts of tests/prompt/looks, where no program prints anything, have no blanks at
the ends of lines either.
"""

import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
TYPED = (">>>", "...", "#", "$", "<<<")
RAISED = re.compile(r"\w+(Error|Exception|Exit|Interrupt|Iteration|Warning)\b")


def width_of(text):
    """Columns of a terminal."""
    return sum(0 if unicodedata.combining(character) or unicodedata.category(character) == "Cf" else
               2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def options_of(lines):
    words = next((line.split()[2:] for line in lines if line.startswith("$ ouro")), [])
    width = int(words[words.index("--width") + 1]) if "--width" in words else 80
    return set(words), width


def printed(lines):
    """The lines that Ouro printed for people, with their numbers: none that was typed, no
    tracebacks, no JSON."""
    in_traceback = False
    for number, line in enumerate(lines, 1):
        if line.startswith(TYPED):
            in_traceback = False
        elif line.startswith("Traceback"):
            in_traceback = True
        elif RAISED.match(line):
            in_traceback = False
        elif not in_traceback and not line.startswith('{"'):
            yield number, line


def find_fault(line, options, width, typed):
    """What is wrong with a line, or None."""
    plain = COLOURS.sub("", line)
    if plain != line and "--colour" not in options:
        return "a colour"
    if width_of(plain) > width:
        return f"{width_of(plain)} columns"
    if options & {"--ascii", "--plain"} and not plain.startswith("Ouro "):
        odd = {character for character in plain if not character.isascii()} - typed
        if odd:
            return "not ASCII: " + " ".join(sorted(odd))
    if "--plain" in options and "->" in plain:
        return "an arrow"
    return None


def check(path):
    return check_lines(path, path.read_text(encoding="utf-8"))


def check_lines(path, text):
    lines = text.rstrip("\n").split("\n")
    options, width = options_of(lines)
    typed = {character for line in lines if line.startswith(TYPED) for character in line}
    # An escape that was typed is a character of the program's too.
    typed |= {chr(int(code, 16)) for line in lines for code in re.findall(r"\\u([0-9a-f]{4})", line)}
    wrong = []
    for number, line in printed(lines):
        fault = find_fault(line, options, width, typed)
        if fault is None and path.parent.name == "looks" and COLOURS.sub("", line).endswith(" "):
            fault = "a blank at the end"
        if fault is not None:
            wrong.append(f"{path.relative_to(ROOT)}:{number}: {fault}: {line}")
    return wrong


LOOKS = ("--width 120", "--ascii", "--plain", "--ascii --plain --width 100")


def with_look(text, look):
    """The transcript with further options, or None if it has some of its own."""
    lines = text.split("\n")
    place = next((i for i, line in enumerate(lines) if line.startswith(("$ ouro", ">>>"))), 0)
    if not lines[place].startswith("$ ouro"):
        return "\n".join([*lines[:place], f"$ ouro {look}", *lines[place:]])
    if any(option in lines[place] for option in ("--width", "--ascii", "--plain", "--colour")):
        return None
    lines[place] += " " + look
    return "\n".join(lines)


def check_look(build, path, look):
    text = with_look(path.read_text(encoding="utf-8"), look)
    if text is None:
        return None
    with tempfile.TemporaryDirectory() as home:
        file = Path(home, path.name)
        file.write_text(text, encoding="utf-8")
        environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8", HOME=home)
        environment.pop("XDG_STATE_HOME", None)
        done = subprocess.run([build / "ouro", "--transcript", file], cwd=ROOT, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
                              check=False)
    if done.returncode != 0:
        return [f"{path.relative_to(ROOT)} with {look}: status {done.returncode}"]
    wrong = check_lines(path, done.stdout.decode("utf-8", "replace"))
    return [f"{look}: {line}" for line in wrong]


def main():
    build = Path(sys.argv[1]).resolve()
    passed = failed = 0
    paths = sorted((ROOT / "tests" / "prompt").rglob("*.txt"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        looked = list(pool.map(lambda job: check_look(build, *job),
                               [(path, look) for path in paths for look in LOOKS]))
    for wrong in [*map(check, paths), *(wrong for wrong in looked if wrong is not None)]:
        passed += not wrong
        failed += bool(wrong)
        for line in wrong[:5]:
            print(line)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
