#!/usr/bin/env python3
"""Looks into the statements of the language tests while they run, and wants nothing to be different.

    tests/stepping/check.py BUILD [NAME ...]

Each program is typed at the prompt statement by statement, as a transcript, twice: as it is, and
with a `:step` behind each statement that goes to a few steps by chance, forward and back. The
second must print the same in between. The transcript's audit compares the image before and behind
each `:step`, and what the statement did when it was run again with what it had done.

Chance is the program's name, so that a failure can be had again."""

import ast
import os
import random
import subprocess
import sys
import tempfile
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = ROOT / "tests" / "language"
STATEMENTS_MOST = 20  # of a program that are looked into
FURTHEST = 60  # step that is asked for
TIMEOUT = 120


def read_statements(source):
    """The top-level statements as lists of lines, or None for what cannot be typed so."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    lines = source.split("\n")
    statements = []
    taken = 0
    for node in body:
        first = min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", [])])
        if first <= taken:
            continue  # it shares a line with the one before
        last = max(n.end_lineno for n in body if n.lineno <= node.end_lineno)
        text = lines[first - 1 : last]
        taken = last
        for inner in ast.walk(node):
            is_text = isinstance(inner, (ast.Constant, ast.JoinedStr)) and inner.lineno != inner.end_lineno
            if is_text and any(not line.strip() for line in lines[inner.lineno - 1 : inner.end_lineno]):
                return None
        statements.append([line for line in text if line.strip()])
        if hasattr(node, "body"):
            statements[-1].append("")  # ends the block
    return statements


def write_transcript(statements, chance):
    """The transcript; `chance` None for one that looks into nothing."""
    lines = [">>> :set live off"]
    for number, statement in enumerate(statements):
        lines.append(">>> " + statement[0])
        lines.extend("... " + line for line in statement[1:])
        if chance is not None and number < STATEMENTS_MOST:
            lines.append(">>> :step")
            furthest = chance.choice([4, 12, FURTHEST])
            lines.extend(f"<<< {chance.randint(1, furthest)}" for _ in range(3))
            lines.append(chance.choice(["<<< b", "<<< "]))
            lines.append("<<< q")
    lines.append(">>> None")  # what is printed at the end is none of the last step
    return "\n".join(lines) + "\n"


def type_transcript(program, text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = subprocess.run(
            [program, "--transcript", file.name], capture_output=True, timeout=TIMEOUT
        )
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode()


def drop_steps(output):
    """What was printed outside of `:step`."""
    kept = []
    inside = False
    before = ""  # what the program had printed without a line end
    for line in output.rstrip("\n").split("\n"):
        if line.endswith(">>> :step"):
            before += line[: -len(">>> :step")] if not inside else ""
            inside = True
            continue
        if line.startswith(">>> "):
            inside = False
        if not inside:
            kept.append(before + line)
            before = ""
    return "\n".join(kept + [before]).rstrip("\n")


def check(program, path):
    """What is wrong, or None; "" when the program cannot be typed."""
    source = path.read_text(encoding="utf-8", errors="replace")
    statements = read_statements(source)
    if not statements or ":step" in source:
        return ""
    chance = random.Random(str(path.relative_to(ROOT)))
    try:
        plain = type_transcript(program, write_transcript(statements, None))
        stepped = type_transcript(program, write_transcript(statements, chance))
    except subprocess.TimeoutExpired:
        return "took too long"
    if stepped[0] != plain[0] or stepped[2] != plain[2]:
        tail = "\n".join(stepped[1].split("\n")[-12:])
        return f"ended with {stepped[0]}, not {plain[0]}\n{stepped[2]}{tail}"
    expected = drop_steps(plain[1])
    found = drop_steps(stepped[1])
    if expected != found:
        pairs = zip(expected.split("\n"), found.split("\n"))
        at = next((pair for pair in pairs if pair[0] != pair[1]), ("", "(shorter)"))
        return f"printed something else:\n  {at[0]}\n  {at[1]}"
    return None


def main():
    build = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build")
    program = str((build / "ouro").resolve())
    warnings.simplefilter("ignore")  # of the programs: Ouro has none
    names = sys.argv[2:]
    paths = sorted(PROGRAMS.rglob("*.py"))
    if names:
        paths = [path for path in paths if any(name in str(path) for name in names)]
    passed = failed = 0
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for path, wrong in zip(paths, pool.map(lambda p: check(program, p), paths)):
            if wrong is None:
                passed += 1
            elif wrong:
                failed += 1
                print(f"FAILED stepping through {path.relative_to(ROOT)}: {wrong}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
