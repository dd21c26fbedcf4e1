#!/usr/bin/env python3
"""Shrinks a program that Ouro and CPython 3.11 disagree about, and prints what is left.

    reduce.py BUILD SEED-OR-FILE

Takes away lines and blocks, and puts the insides of a block in its place, as long as the two still
disagree; until nothing more can go. What is left may disagree for another reason than the program
did at first: look at what it prints.
"""

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

sys.dont_write_bytecode = True
from check import difference, find_cpython, run_cpython, run_ouro  # noqa: E402
from generate import INDENT, generate  # noqa: E402

# Taking away lines makes programs that differ only in the order of the finalizers that are left
# over at the very end. So those are silenced, unless the program as it stands says otherwise.
ENDING = [f"try: {name}.__del__ = lambda self: None\nexcept NameError: pass"
          for name in ("Node", "Sub", "Back")]
CHUNKS = (8, 4, 2, 1)
TIMEOUT = 2  # many of the smaller programs never end


class Reducer:
    def __init__(self, build, python, folder, ending):
        self.build, self.python = build, python
        self.path = Path(folder) / "smaller.py"
        self.ending = ending

    def differs(self, lines):
        """Whether the two disagree, where CPython ends well and prints no address."""
        text = "\n".join([*lines, *self.ending]) + "\n"
        try:
            compile(text, "smaller.py", "exec")
        except SyntaxError:
            return False
        self.path.write_text(text, encoding="utf-8")
        wanted = run_cpython(self.python, self.path, TIMEOUT)
        if wanted.status != 0 or " at 0x" in wanted.out:
            return False
        return bool(difference(wanted, run_ouro(self.build, self.path, TIMEOUT)))

    def shrink_at(self, lines, at):
        """The lines with less of them from `at` on, or None where all of it is needed."""
        end = end_of_block(lines, at)
        for stop in [end, *(at + chunk for chunk in CHUNKS)]:
            fewer = lines[:at] + lines[stop:]
            if stop <= len(lines) and self.differs(fewer):
                return fewer
        if end > at + 1:
            inside = [line.removeprefix(INDENT) for line in lines[at + 1:end]]
            flatter = lines[:at] + inside + lines[end:]
            if self.differs(flatter):
                return flatter
        return None

    def halve(self, lines):
        """Takes away large parts first, which is what makes it quick."""
        size = len(lines) // 2
        while size > CHUNKS[0]:
            at = 0
            while at < len(lines):
                fewer = lines[:at] + lines[at + size:]
                if self.differs(fewer):
                    lines = fewer
                else:
                    at += size
            size //= 2
        return lines

    def shrink(self, lines):
        lines = self.halve(lines)
        changed = True
        while changed:
            changed = False
            at = len(lines) - 1
            while at >= 0:
                smaller = self.shrink_at(lines, at)
                if smaller is not None:
                    lines, changed = smaller, True
                at = min(at - 1, len(lines) - 1)
        return lines


def indent_of(line):
    return len(line) - len(line.lstrip())


def end_of_block(lines, at):
    """Where the line that begins at `at`, with all that is indented under it, ends."""
    end = at + 1
    while end < len(lines) and indent_of(lines[end]) > indent_of(lines[at]):
        end += 1
    return end


def main():
    parser = argparse.ArgumentParser(description="Shrinks a program that is run differently.")
    parser.add_argument("build", help="the folder with ouro in it")
    parser.add_argument("program", help="a seed of generate.py, or a file")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # what compile() has to say of the smaller programs
    python = find_cpython()
    if python is None:
        sys.exit("there is no CPython 3.11 here")
    text = (generate(int(options.program)) if options.program.isdigit()
            else Path(options.program).read_text(encoding="utf-8"))
    lines = [line for line in text.split("\n") if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        for ending in (ENDING, []):
            reducer = Reducer(options.build, python, folder, ending)
            if reducer.differs(lines):
                print("\n".join([*reducer.shrink(lines), *ending]))
                return
    sys.exit("both do the same")


if __name__ == "__main__":
    main()
