#!/usr/bin/env python3
"""Holds the documents to the sources that parts of them are made from.

    check.py BUILD            compares; ends with `N passed, N failed`
    check.py BUILD --write    writes those parts anew: `make docs`

A part stands between `<!-- made: NAME -->` and `<!-- end -->`. There are

    grammar        the rules of grammar/syntax.y, with tokens as they are written
    language       what `:help language` prints, so the tables of the implementation
    differences    the rows of src/repl/differences.def, which `:help differences` prints
    observation    the tables of src/show/observation.def
    facts          the rows of src/lesson/facts.def, as a table
    times          docs/performance/table.json, which `make bench WRITE=1` measures
    parts          docs/performance/micro.json, which `make bench-micro WRITE=1` measures
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "observation"))
sys.path.insert(0, str(ROOT / "tests" / "bench"))
import table  # noqa: E402
from schema import Schema  # noqa: E402

PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->\n)", re.S)
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
WIDTH = 100


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def tokens():
    """How tokens are written: what varies in capitals, the rest in quotes."""
    text = (ROOT / "src" / "lang" / "tokens.def").read_text(encoding="utf-8")
    rows = re.findall(r'^(\w+)\((\w+), "((?:[^"\\]|\\.)*)"\)', text, flags=re.M)
    return {name: name if kind == "TOKEN" else f"'{written}'" for kind, name, written in rows}


def show_symbol(symbol, written):
    return " | ".join(written.get(part, part) for part in symbol.split("|"))


def grammar(_build):
    """The rules, in order, the alternatives of a name together."""
    text = without_comments((ROOT / "grammar" / "syntax.y").read_text(encoding="utf-8"))
    written = tokens()
    rules = {}
    for name, right in re.findall(r"^(\w+) ::= ([^.]*)\.", text, flags=re.M):
        symbols = re.sub(r"\s*\|\s*", "|", right).split()
        shown = " ".join(show_symbol(symbol, written) for symbol in symbols)
        rules.setdefault(name, []).append(shown or "(nothing)")
    lines = []
    for name, alternatives in rules.items():
        joined = [" | ".join(alternatives)]
        if len(name) + 4 + len(joined[0]) > WIDTH:
            joined = [alternatives[0], *("| " + one for one in alternatives[1:])]
        lines += textwrap.wrap(f"{name} := {joined[0]}", WIDTH, subsequent_indent="        ")
        lines += [line for one in joined[1:]
                  for line in textwrap.wrap(one, WIDTH, initial_indent="    ",
                                            subsequent_indent="        ")]
    return "```\n" + "\n".join(lines) + "\n```\n"


def language(build):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(">>> :help language\n")
        file.flush()
        done = subprocess.run([str(Path(build).resolve() / "ouro"), "--transcript", file.name],
                              capture_output=True, check=True)
    lines = done.stdout.decode("utf-8").split("\n")[1:]
    return "```\n" + "\n".join(lines).rstrip("\n") + "\n```\n"


def differences(_build):
    text = without_comments((ROOT / "src/repl/differences.def").read_text(encoding="utf-8"))
    rows = ["".join(STRING.findall(row)).replace('\\"', '"').replace("\\\\", "\\")
            for row in text.split("DIFFERENCE(")[1:]]
    return "".join(textwrap.fill(row, WIDTH, initial_indent="- ", subsequent_indent="  ",
                                 break_long_words=False, break_on_hyphens=False) + "\n"
                   for row in rows)


def observation(_build):
    return "\n" + Schema().document() + "\n"


def facts(_build):
    text = without_comments((ROOT / "src/lesson/facts.def").read_text(encoding="utf-8"))
    rows = re.findall(r'^FACT\((\w+), "([^"]*)", (\w+), "([^"]*)"\)', text, flags=re.M)
    lines = ["| fact | what it says |", "| --- | --- |"]
    for name, parameters, _gives, said in rows:
        named = parameters.replace("?", "").replace("xx", "xy")
        shown = [f"{name}({', '.join(named)})"]
        if "?" in parameters:
            shown.insert(0, f"{name}()")
        lines.append(f"| {', '.join(f'`{one}`' for one in shown)} | {said} |")
    return "\n".join(lines) + "\n"


def measured(name):
    return json.loads((ROOT / "docs" / "performance" / name).read_text(encoding="utf-8"))


def times(_build):
    return "\n" + table.markdown(measured("table.json")) + "\n"


def parts(_build):
    return "\n" + table.micro_markdown(measured("micro.json")) + "\n"


MAKERS = {"grammar": grammar, "language": language, "differences": differences, "facts": facts,
          "observation": observation, "times": times, "parts": parts}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    passed, stale, seen = 0, [], set()
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        made = text
        for part in PART.finditer(text):
            seen.add(part[2])
            fresh = part[1] + MAKERS[part[2]](options.build) + part[3]
            made = made.replace(part[0], fresh)
            passed += fresh == part[0]
            if fresh != part[0]:
                stale.append(f"{path.relative_to(ROOT)}: {part[2]}")
        if options.write and made != text:
            path.write_text(made, encoding="utf-8")
    stale += [f"no document has {name}" for name in MAKERS if name not in seen]
    if options.write:
        print("\n".join(f"written: {name}" for name in stale) or "all was as it should be")
        return 0
    for name in stale:
        print(f"{name} is not what the sources say: run `make docs`")
    print(f"{passed} passed, {len(stale)} failed")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
