#!/usr/bin/env python3
"""Every message has a program that shows it, and is CPython's.

    check.py BUILD [--list]    compares Ouro with what is recorded, and CPython where there is one
    check.py BUILD --record    writes what CPython says (and for what only Ouro says, what Ouro says)

The messages are read from the sources (catalogue.py); a program names what it shows:

    syntax.txt     a program for each row of messages.def: the error, and the lines that mark it
    refused.txt    a program for each row of refused.def; CPython runs them
    runtime.txt    programs that fail as they run: the last line

A program begins behind a line `==== NAME`; behind `==== NAME made` stands a Python expression that
makes it. `==== NAME ouro` is not asked of CPython, which knows no such error. Behind `----` stands
what was recorded. Also counted are the messages of raise_error that nothing shows, neither here nor
in a language test; there may be UNSEEN_MOST of them, and `--list` lists them.

Ends with `N passed, N failed`.
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import catalogue

HERE = Path(__file__).resolve().parent
# Told by no program of a sane size: without memory, and beyond 1 GiB.
UNSHOWN = {"MEMORY", "TOO_LONG"}
UNSEEN_MOST = 15
HINT = re.compile(r"^    hint: .*\n|^hint: .*\n", re.M)


class Case:
    def __init__(self, part):
        head, _, rest = part.partition("\n")
        self.name, *flags = head.split()
        self.head, self.ouro, self.made = head, "ouro" in flags, "made" in flags
        self.program, _, self.answer = rest.partition("----\n")

    def text(self):
        made = eval(self.program) if self.made else self.program  # noqa: S307, our own file
        return made if isinstance(made, bytes) else made.encode("utf-8")

    def written(self):
        return f"==== {self.head}\n{self.program}----\n{self.answer}"


def read_cases(name):
    text = (HERE / name).read_text(encoding="utf-8")
    return [Case(part) for part in re.split(r"^==== ", text, flags=re.M)[1:]]


def find_cpython():
    for name in ("/usr/bin/python3.11", "python3.11", "python3"):
        path = shutil.which(name)
        if path and b"Python 3.11." in subprocess.run([path, "--version"], capture_output=True,
                                                      check=False).stdout:
            return path
    return None


class Askers:
    """Runs programs in a folder that goes away."""

    def __init__(self, build, folder):
        self.ouro = [str(Path(build).resolve() / "ouro"), "--audit"]
        python = find_cpython()
        self.cpython = [python] if python else None
        self.folder = Path(folder)

    def ask(self, command, text):
        """What the program prints on standard error, without Ouro's hints; and the status."""
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".py") as file:
            file.write(text)
            file.flush()
            environment = dict(os.environ, PYTHONUTF8="1", PYTHONHASHSEED="0", NO_COLOR="1",
                               LC_ALL="C.UTF-8")
            done = subprocess.run([*command, file.name], stdin=subprocess.DEVNULL,
                                  capture_output=True, env=environment, timeout=60, check=False)
            error = done.stderr.decode("utf-8", "backslashreplace").replace(file.name, "x.py")
        return HINT.sub("", error), done.returncode


def last_line(text):
    return text.rstrip("\n").rsplit("\n", 1)[-1] + "\n"


class Check:
    def __init__(self, askers, record):
        self.askers, self.record = askers, record
        self.passed = self.failed = 0

    def hold(self, good, why):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(why, flush=True)

    def compare(self, file, case, shorten):
        """Ouro says what is recorded, and so does CPython (of whose places releases disagree)."""
        text = case.text()
        found, status = self.askers.ask(self.askers.ouro, text)
        found = shorten(found)
        name = f"{file}: {case.name}"
        if self.record:
            asked = self.askers.ouro if case.ouro else self.askers.cpython
            case.answer = shorten(self.askers.ask(asked, text)[0])
        self.hold(status == 1, f"{name}: the status is {status}\n{case.program[:300]}")
        self.hold(found == case.answer, f"{name}: Ouro says something else for\n"
                                        f"{case.program[:300]}{found}instead of\n{case.answer}")
        if self.askers.cpython and not case.ouro and not self.record:
            theirs = self.askers.ask(self.askers.cpython, text)[0]
            self.hold(last_line(theirs) == last_line(case.answer),
                      f"{name}: CPython says\n{theirs}instead of\n{case.answer}")

    def compare_all(self, file, shorten):
        cases = read_cases(file)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda case: self.compare(file, case, shorten), cases))
        if self.record:
            (HERE / file).write_text("".join(case.written() for case in cases), encoding="utf-8")
        return cases

    def check_rows(self, file, cases, rows, as_message):
        """Every row has a program, and every program shows its row."""
        patterns = {name: re.compile(catalogue.as_pattern(as_message(text))) for name, text in rows}
        shown = {case.name for case in cases}
        for name in patterns:
            self.hold(name in shown or name in UNSHOWN, f"{file}: no program shows {name}")
        for case in cases:
            pattern = patterns.get(case.name)
            message = last_line(case.answer).rstrip("\n").partition(": ")[2]
            self.hold(pattern and pattern.fullmatch(message) or case.name == "NUL",
                      f"{file}: {case.name} is not what is shown by\n{case.program[:300]}{message}")

    def check_runtime(self, cases, listed):
        """Messages that nothing shows are few, and only ever fewer."""
        seen = [case.answer for case in cases]
        for folder in ("language", "tracebacks"):
            for path in sorted((catalogue.ROOT / "tests" / folder).rglob("*")):
                if path.suffix in (".out", ".err", ".txt"):
                    seen.append(path.read_text(encoding="utf-8", errors="replace"))
        text = "".join(seen)
        unseen = [row for row in catalogue.runtime_rows()
                  if not re.search(catalogue.as_pattern(row[2]), text)]
        for place, error, message in unseen if listed or len(unseen) > UNSEEN_MOST else ():
            print(f"{place}: nothing shows  {error}: {message}")
        self.hold(len(unseen) <= UNSEEN_MOST,
                  f"{len(unseen)} messages are shown by nothing; there were {UNSEEN_MOST}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        check = Check(Askers(options.build, folder), options.record)
        cases = check.compare_all("syntax.txt", lambda error: error)
        check.check_rows("syntax.txt", cases, catalogue.syntax_rows(), lambda text: text)
        cases = check.compare_all("refused.txt", lambda error: error)
        check.check_rows("refused.txt", cases, catalogue.refused_rows(),
                         lambda name: f"Ouro's language has no {name}  (:help language)")
        check.check_runtime(check.compare_all("runtime.txt", last_line), options.list)
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
