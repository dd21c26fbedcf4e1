#!/usr/bin/env python3
"""Formats thousands of random values with CPython 3.11 and with Ouro, and compares.

    compare.py BUILD [--first SEED] [--count N]

A program has a few hundred pairs of value and format, most of them right and many nearly so: for
format(), for `%`, and for str.format(). It prints each result, or the error. Besides, each line of
fstrings.txt, most of them wrong, is run as a program of its own, whose output and last line of
errors are compared. Without a CPython 3.11 there is nothing to compare with.

Prints the pairs that differ and ends with `N passed, N failed`.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAMS = 12
PAIRS = 400
SHOWN = 40

HEAD = """\
def check(number, run, *args):
    try:
        print(number, repr(run(*args)))
    except Exception as error:
        print(number, type(error).__name__, error)


def percent(form, value):
    return form % value


def method(form, args, names):
    return form.format(*args, **names)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __str__(self):
        return "(" + str(self.x) + "; " + str(self.y) + ")"

    def __repr__(self):
        return "Point"

    def __getitem__(self, key):
        return [self.x, self.y, key]


class Free:
    def __format__(self, spec):
        return "<" + spec + ">"

    def __repr__(self):
        return "Free"


"""


def an_int(pick):
    digits = pick.choice([1, 1, 2, 3, 5, 9, 18])
    return str(pick.choice([-1, 1]) * pick.randrange(10 ** digits))


def a_float(pick):
    kind = pick.randrange(6)
    if kind == 0:
        return pick.choice(["0.0", "-0.0", "float('inf')", "float('-inf')", "float('nan')", "0.5",
                            "1.5", "2.5", "1e16", "1e15", "123456789.0", "1e-5", "0.0001", "1e22"])
    if kind == 1:
        return repr(pick.randrange(-10000, 10000) / pick.choice([1, 2, 4, 8, 10, 100]))
    return repr(pick.choice([-1, 1]) * pick.random() * 10.0 ** pick.randrange(-12, 25))


def a_str(pick):
    return repr(pick.choice(["", "a", "abc", "hello", "\u00e4\u00f6", "\U0001f600x", "a\nb", "'\"", "{}",
                             "%s"]))


def a_value(pick):
    return pick.choice([an_int, an_int, a_float, a_float, a_str,
                        lambda p: p.choice(["True", "False", "None", "[1, 'a']", "(1, 2)", "{'k': 1}",
                                            "Point(1, 2)", "Free()"])])(pick)


def maybe(pick, share, make):
    return make() if pick.random() < share else ""


def a_spec(pick):
    if pick.random() < 0.03:
        return "".join(pick.choice("<>=^+- z#0123456789,_.bcdoxXneEfFgG%sq\u00e4") for _ in range(4))
    fill = maybe(pick, 0.3, lambda: maybe(pick, 0.5, lambda: pick.choice("*0 x_\u00e4<")) + pick.choice("<>=^"))
    return (fill + maybe(pick, 0.3, lambda: pick.choice("+- ")) + maybe(pick, 0.07, lambda: "z")
            + maybe(pick, 0.2, lambda: "#") + maybe(pick, 0.2, lambda: "0")
            + maybe(pick, 0.6, lambda: str(pick.choice([0, 1, 3, 6, 8, 12, 20, 31])))
            + maybe(pick, 0.2, lambda: pick.choice([",", "_", ",", "_", ",_"]))
            + maybe(pick, 0.35, lambda: "." + str(pick.choice([0, 1, 2, 3, 5, 10, 17, 30])))
            + maybe(pick, 0.8, lambda: pick.choice("bcdoxXneEfFgG%sdxfeg")))


def a_percent(pick):
    """A format, and the values that mostly fit it."""
    text, values = "", []
    by_name = pick.random() < 0.2
    for _ in range(pick.choice([1, 1, 1, 2, 3])):
        text += pick.choice(["", "", "a", " ", "%%", "\u00e9"])
        kind = pick.choice("srasdixXoeEfFgGcdsu")
        text += ("%" + ("(k)" if by_name else "")
                 + "".join(pick.choice("-+ #0") for _ in range(pick.choice([0, 0, 1, 2])))
                 + maybe(pick, 0.5, lambda: str(pick.choice([1, 5, 10, 20])))
                 + maybe(pick, 0.3, lambda: "." + str(pick.choice([0, 1, 3, 8]))) + kind)
        values.append(a_value(pick) if pick.random() < 0.15 else
                      {"c": lambda p: str(p.choice([65, 228, 128512])), "s": a_value, "r": a_value,
                       "a": a_value}.get(kind, an_int if kind in "dixXou" else a_float)(pick))
    if pick.random() < 0.05:
        values.append("1")
    if pick.random() < 0.05:
        text = text[:-1]
    if by_name:
        return text, "{'k': " + values[0] + "}"
    if len(values) == 1 and pick.random() < 0.5:
        return text, values[0]
    return text, "(" + ", ".join(values) + ",)"


def a_template(pick):
    text = ""
    for _ in range(pick.choice([1, 2, 3])):
        text += pick.choice(["", "a", "{{", "}}", " \u00e9 "])
        field = pick.choice(["", "", "", "0", "1", "2", "n", "p.x", "p.y.q", "p[1]", "p[k]", "l[0]",
                             "l[9]", "d[k]", "d[1]", "0.x", "7", "zz", "l[-1]", "p[1][2]"])
        field += maybe(pick, 0.2, lambda: "!" + pick.choice("srax"))
        field += maybe(pick, 0.4, lambda: ":" + pick.choice([a_spec(pick), "{n}", ">{n}", "^{n}"]))
        text += "{" + field + "}"
    if pick.random() < 0.1:
        at = pick.randrange(len(text))
        text = text[:at] + text[at + 1:]
    args = ", ".join(a_value(pick) for _ in range(3))
    return text, "(" + args + ")", "{'n': 5, 'p': Point(1, 2.5), 'l': [1, 2], 'd': {'k': 'v'}}"


def generate(seed):
    """A program, and its pairs by number."""
    pick = random.Random(seed)
    lines = []
    for number in range(PAIRS):
        kind = pick.randrange(10)
        if kind < 6:
            call = f"format, {a_value(pick)}, {a_spec(pick)!r}"
        elif kind < 8:
            form, value = a_percent(pick)
            call = f"percent, {form!r}, {value}"
        else:
            form, args, names = a_template(pick)
            call = f"method, {form!r}, {args}, {names}"
        lines.append(f"check({number}, {call})")
    return HEAD + "\n".join(lines) + "\n", lines


def find_cpython():
    """A CPython 3.11, or None."""
    for name in ("/usr/bin/python3", "python3.11", "python3"):
        path = shutil.which(name)
        if path and b"Python 3.11." in subprocess.run([path, "--version"], capture_output=True,
                                                      check=False).stdout:
            return path
    return None


def run(command, path):
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONUTF8="1", NO_COLOR="1",
                       PYTHONWARNINGS="ignore", LC_ALL="C.UTF-8")
    done = subprocess.run([*command, str(path)], stdin=subprocess.DEVNULL, capture_output=True,
                          env=environment, timeout=60, check=False)
    error = done.stderr.decode("utf-8", "backslashreplace").rstrip("\n").split("\n")[-1]
    return done.stdout.decode("utf-8", "backslashreplace"), error


def compare_programs(python, ouro, folder, first, count):
    """The numbers of pairs that are alike, and what differs."""
    path, passed, differing = Path(folder) / "program.py", 0, []
    for seed in range(first, first + count):
        program, lines = generate(seed)
        path.write_text(program, encoding="utf-8")
        expected, found = run([python], path), run(ouro, path)
        answers = [dict(line.partition(" ")[::2] for line in text.split("\n"))
                   for text, _ in (expected, found)]
        for number, line in enumerate(lines):
            there, here = (answer.get(str(number)) for answer in answers)
            if there == here:
                passed += 1
            else:
                differing.append(f"seed {seed}: {line}\n  CPython: {there}\n  Ouro:    {here}  {found[1]}")
    return passed, differing


def compare_fstrings(python, ouro, folder):
    path, passed, differing = Path(folder) / "fstring.py", 0, []
    for line in (Path(__file__).parent / "fstrings.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        path.write_text("x = 5\nw = 'ab'\nprint(" + line.replace("\\n", "\n") + ")\n",
                        encoding="utf-8")
        expected, found = run([python], path), run(ouro, path)
        if expected == found:
            passed += 1
        else:
            differing.append(f"{line}\n  CPython: {expected}\n  Ouro:    {found}")
    return passed, differing


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=PROGRAMS)
    arguments = parser.parse_args()
    python, passed, differing = find_cpython(), 0, []
    if python:
        ouro = [str(Path(arguments.build).resolve() / "ouro"), "--audit"]
        with tempfile.TemporaryDirectory() as folder:
            for more, other in (
                    compare_programs(python, ouro, folder, arguments.first, arguments.count),
                    compare_fstrings(python, ouro, folder)):
                passed += more
                differing += other
    for text in differing[:SHOWN]:
        print(text)
    print(f"{passed} passed, {len(differing)} failed")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
