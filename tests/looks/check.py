#!/usr/bin/env python3
"""Holds every transcript to the looks that its options ask for.

    check.py BUILD      ends with `N passed, N failed`

No line that Ouro prints is wider than --width says, or than 80 columns; colours are there with
--colour only; with --ascii and --plain nothing outside of ASCII appears that was not typed; and
--plain has no arrows. Tracebacks are Python's and JSON is for programs: both may be as wide as
they are. The transcripts of tests/prompt/looks, where no program prints anything, have no blanks at
the ends of lines either.
"""

import re
import sys
import unicodedata
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
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
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


def main():
    passed = failed = 0
    for path in sorted((ROOT / "tests" / "prompt").rglob("*.txt")):
        wrong = check(path)
        passed += not wrong
        failed += bool(wrong)
        for line in wrong[:5]:
            print(line)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
