#!/usr/bin/env python3
"""Compares Ouro's parser with CPython's ast: acceptance, tree, message and place of errors.

    compare.py DRIVER [FILE.py ...] [--mutate N] [--seed S] [--acceptance]

DRIVER is the program made from driver.c, or the folder of a build. Without files, the snippets of
valid.txt and invalid.txt beside this script are compared: whole, and each line-prefix of the valid
ones must be answered COMPLETE or MORE; then N random changes of their tokens. Needs Python 3.11,
the oracle. Not compared are the places of errors inside f-strings: CPython shows the expression cut
out of its line, Ouro shows the line.
Ends with `N passed, N failed`.
"""
import argparse
import ast
import pathlib
import random
import re
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
HERE = pathlib.Path(__file__).resolve().parent
# A target that is checked without words of its own.
STARRED_TARGET = re.compile(r"\b(as|for)\b[^:\n]*\*")
# CPython shows the expression of an f-string cut out of its line; of the others 3.11's point releases
# disagree.
PLACELESS = ("f-string", "iterable argument unpacking follows")


class Driver:
    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, mode, text):
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        self.process.stdin.write(b"%s %d\n" % (mode.encode(), len(data)) + data)
        self.process.stdin.flush()
        if mode == "print":
            size = int(self.process.stdout.readline())
            return self.process.stdout.read(size).decode("utf-8", "replace")
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the driver died of {data!r}")
        return line.decode("utf-8", "replace").rstrip("\n").split("\t")


def quote(text):
    out = []
    for byte in text.encode("utf-8", "surrogatepass"):
        plain = 0x20 <= byte < 0x7F and byte not in (0x22, 0x5C)
        out.append(chr(byte) if plain else f"\\x{byte:02x}")
    return '"' + "".join(out) + '"'


def dump(node, places=True):
    """The tree as tree_dump in tree.c writes it."""
    if isinstance(node, list):
        return "[" + ", ".join(dump(item, places) for item in node) + "]"
    if isinstance(node, str):
        return quote(node)
    if not isinstance(node, ast.AST):
        return str(node)
    name = type(node).__name__
    if places and hasattr(node, "lineno"):
        name += f"[{node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}]"
    if isinstance(node, ast.Constant):
        return f"{name}(value={dump_constant(node.value)})"
    fields = []
    for field in node._fields:
        value = getattr(node, field, None)
        if field in ("type_comment", "kind", "type_ignores", "is_async"):
            continue
        if value is None:
            continue
        if isinstance(node, ast.FormattedValue) and field == "conversion":
            value = max(value, 0)
        fields.append(f"{field}={dump(value, places)}")
    return f"{name}({', '.join(fields)})"


def dump_constant(value):
    if isinstance(value, bool) or value is None:
        return str(value)
    if value is Ellipsis:
        return "Ellipsis"
    if isinstance(value, int):
        return str(value) if value < 2**63 else "<big>"
    if isinstance(value, float):
        return "float %.17g" % value
    if isinstance(value, str):
        return quote(value)
    return f"<{type(value).__name__}>"


PLACE = re.compile(r"\[\d+:\d+-\d+:\d+\]")


def without_places(text):
    return PLACE.sub("", text)


class Oracle:
    """What CPython says: ("ok", tree) or ("error", type, message, line, offset)."""

    def ask(self, text, mode="exec"):
        try:
            return ("ok", ast.parse(text, mode=mode) if mode == "exec" else
                    compile(text, "x.py", mode, ast.PyCF_ONLY_AST))
        except SyntaxError as error:
            return ("error", type(error).__name__, error.msg, error.lineno or 0, error.offset or 0,
                    error.end_lineno or 0, error.end_offset or 0)
        except (ValueError, MemoryError, RecursionError, OverflowError) as error:
            return ("limit", type(error).__name__, str(error))


class Comparison:
    def __init__(self, driver):
        self.driver = driver
        self.oracle = Oracle()
        self.passed = 0
        self.failed = 0
        self.refused = 0
        self.differences = {}

    def report(self, kind, text, ours, theirs):
        self.failed += 1
        self.differences[kind] = self.differences.get(kind, 0) + 1
        shown = text if len(text) < 400 else text[:400] + "..."
        print(f"--- {kind}\n{shown!r}\n  ours:   {ours[:600]}\n  theirs: {theirs[:600]}")

    def compare(self, text, places=True, messages=True):
        ours = self.driver.ask("file", text)
        theirs = self.oracle.ask(text)
        if ours[0] != "COMPLETE" and "Ouro's language has no" in ours[-1]:
            self.refused += 1
            return
        if theirs[0] == "limit" or "too many nested" in ours[-1]:
            return
        if theirs[0] == "ok":
            self.compare_tree(text, ours, theirs, places)
        elif ours[0] == "COMPLETE":
            self.report("accepted", text, ours[2], repr(theirs[1:]))
        elif messages:
            self.compare_error(text, ours, theirs)
        else:
            self.passed += 1

    def compare_tree(self, text, ours, theirs, places):
        if ours[0] != "COMPLETE":
            self.report("refused", text, " ".join(ours), "accepts")
            return
        expected = dump(theirs[1])
        got = ours[2]
        if not places or "JoinedStr" in expected and "\n" in text:
            expected, got = without_places(expected), without_places(got)
        if expected == got:
            self.passed += 1
            return
        at = next((i for i, (a, b) in enumerate(zip(expected, got)) if a != b), 0)
        self.report("tree", text, got[max(0, at - 60):at + 200], expected[max(0, at - 60):at + 200])

    def compare_error(self, text, ours, theirs):
        kind, message, line, offset, end_line, end_offset = theirs[1:]
        mine = (ours[1], ours[6])
        if mine != (kind, message):
            self.report("message", text, f"{ours[1]}: {ours[6]} {ours[2:6]}", repr(theirs[1:]))
            return
        lines = re.split("\r\n|\r|\n", text)
        column = int(ours[3])
        if 0 < int(ours[2]) <= len(lines):
            before = lines[int(ours[2]) - 1].encode("utf-8", "surrogatepass")[:column]
            column = len(before.decode("utf-8", "replace"))
        if not message.startswith(PLACELESS) and (int(ours[2]), column + 1) != (line, max(offset, 1)):
            self.report("place", text, f"{message}: {ours[2]}:{column + 1}", f"{line}:{offset}")
            return
        self.passed += 1

    def compare_grammar(self, text):
        """What the parser accepts, the formal grammar accepts. Of what it refuses, the grammar may
        accept only what is a matter of checks, and so refused in other words than these."""
        if "\0" in text:
            return
        ours = self.driver.ask("file", text)
        accepted = self.driver.ask("grammar", text)[0] == "ACCEPTED"
        if ours[0] == "COMPLETE" and not accepted:
            self.report("grammar rejects", text, ours[2], "")
        elif (ours[0] != "COMPLETE" and accepted and ours[6] == "invalid syntax" and
              not STARRED_TARGET.search(text)):
            self.report("grammar accepts", text, " ".join(ours), "")
        else:
            self.passed += 1

    def compare_prefixes(self, text, limit=400):
        """Every prefix of lines of a valid file is COMPLETE or MORE; where it is one, as CPython
        says whether it is complete."""
        lines = text.splitlines(keepends=True)
        step = max(1, len(lines) // limit)
        for count in range(0, len(lines), step):
            prefix = "".join(lines[:count])
            ours = self.driver.ask("file", prefix)
            if ours[0] == "ERROR" and "Ouro's language has no" not in ours[-1]:
                self.report("prefix", prefix[-300:], " ".join(ours), "is a prefix of a valid file")
            else:
                self.passed += 1


def read_snippets(path):
    """Snippets are separated by lines of `%%`."""
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^%%\n", text, flags=re.M)
    return [part[:-1] if part.endswith("\n") else part for part in parts if part.strip()]


TOKEN = re.compile(r"[A-Za-z_]\w*|\d+|'[^'\n]*'|\"[^\"\n]*\"|[+\-*/<>=!:]=|\*\*|//|\S|\n[ ]*|[ ]+")
WORDS = ("if else elif for while in not and or is lambda def class return yield from import as with "
         "try except finally raise del pass global nonlocal assert True None x y 1 'a' f'{x}' ( ) [ "
         "] { } , : ; . = == := + - * ** / -> @ ...").split() + ["\n", "\n    ", " ", "\n  "]


def mutate(rng, text):
    tokens = TOKEN.findall(text)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if not tokens:
            break
        at = rng.randrange(len(tokens))
        action = rng.randrange(5)
        if action == 0:
            del tokens[at]
        elif action == 1:
            tokens.insert(at, rng.choice(WORDS))
        elif action == 2:
            tokens[at] = rng.choice(WORDS)
        elif action == 3:
            tokens.insert(at, tokens[rng.randrange(len(tokens))])
        else:
            other = rng.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
    return "".join(tokens)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--mutate", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acceptance", action="store_true",
                        help="of mutations compare only whether they are accepted")
    options = parser.parse_args()
    if sys.version_info[:2] != (3, 11):
        print("needs Python 3.11; nothing compared\n0 passed, 0 failed")
        return 0
    if pathlib.Path(options.driver).is_dir():
        options.driver = str(pathlib.Path(options.driver) / "syntax" / "driver")
    if options.mutate is None:
        options.mutate, options.acceptance = 2000, True
    comparison = Comparison(Driver(options.driver))
    snippets = []
    for name in options.files:
        text = pathlib.Path(name).read_bytes().decode("utf-8", "replace")
        comparison.compare(text)
        comparison.compare_prefixes(text, 60)
    if not options.files:
        snippets = read_snippets(HERE / "valid.txt") + read_snippets(HERE / "invalid.txt")
        for text in snippets:
            comparison.compare(text)
            comparison.compare_grammar(text)
        for text in read_snippets(HERE / "valid.txt"):
            comparison.compare_prefixes(text)
    rng = random.Random(options.seed)
    for _ in range(options.mutate if snippets else 0):
        text = mutate(rng, rng.choice(snippets))
        comparison.compare(text, messages=not options.acceptance)
        comparison.compare_grammar(text)
    print(f"refused by name: {comparison.refused}", comparison.differences or "")
    print(f"{comparison.passed} passed, {comparison.failed} failed")
    return 1 if comparison.failed else 0


if __name__ == "__main__":
    sys.exit(main())
