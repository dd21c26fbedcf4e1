#!/usr/bin/env python3
"""Whatever stands in a file ends in an answer: no crash, no hang, and never half a program.

    check.py BUILD

Each input is given as a file, from a pipe and (where it can be an argument) by -c. It must end with
status 0 or 1 and, if with 1, with a line that names the error last on standard error. Where a text
is no program, nothing of it may have run: all of them begin by printing. Programs are also cut off
at every byte. With a build of the sanitizers they watch over it: `make asan`, then check.py
build/asan. Ends with `N passed, N failed`.
"""

import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEEP = 100_000
SECONDS = 60
FIRST = b"print('begun')\n"
ERROR = re.compile(r"^(SyntaxError|IndentationError|TabError|MemoryError|RecursionError|\w+Error)\b")
LONGEST_ARGUMENT = 100_000  # the system's limit is 128 KiB


def lines(*parts):
    return b"".join(part + b"\n" for part in parts)


def indented(line, depth):
    return b"".join(b" " * i + line + b"\n" for i in range(depth)) + b" " * depth + b"pass\n"


def deep():
    """Things nested in themselves, far deeper than anybody writes."""
    n = DEEP
    yield "brackets that stay open", b"x = " + b"(" * n
    yield "parentheses", b"x = " + b"(" * n + b"1" + b")" * n
    yield "lists", b"x = " + b"[" * n + b"]" * n
    yield "dicts", b"x = " + b"{1:" * n + b"1" + b"}" * n
    yield "mixed brackets", b"x = " + b"([{" * n
    yield "calls", b"x = " + b"f(" * n + b")" * n
    yield "subscripts", b"x = " + b"a[" * n + b"]" * n
    yield "minus signs", b"x = " + b"-" * n + b"1"
    yield "tildes and plusses", b"x = " + b"~+" * n + b"1"
    yield "not", b"x = " + b"not " * n + b"1"
    yield "lambdas", b"x = " + b"lambda: " * n + b"1"
    yield "lambdas with defaults", b"x = " + b"lambda a=" * n + b"1"
    yield "conditional expressions", b"x = " + b"1 if 1 else " * n + b"1"
    yield "attributes", b"x = a" + b".b" * n
    yield "items", b"x = a" + b"[0]" * n
    yield "calls in a row", b"x = a" + b"()" * n
    yield "powers", b"x = 1" + b" ** 1" * n
    yield "sums", b"x = 1" + b" + 1" * n
    yield "comparisons", b"x = 1" + b" < 1" * n
    yield "and", b"x = 1" + b" and 1" * n
    yield "walrus", b"x = " + b"(a := " * n + b"1" + b")" * n
    yield "await", b"x = " + b"await " * n + b"1"
    yield "stars", b"x = " + b"*" * n + b"a"
    yield "assignments", b"x = " * n + b"1"
    yield "targets", b"(" * n + b"a" + b",)" * n + b" = 1"
    yield "starred targets", b"[*" * n + b"a" + b"]" * n + b" = 1"
    yield "dels", b"del " + b"(" * n + b"a" + b")" * n
    yield "elif", b"if 0:\n pass\n" + b"elif 0:\n pass\n" * n
    yield "strings side by side", b"x = " + b"'a' " * n
    yield "f-strings side by side", b"x = " + b"f'{1}' " * n
    yield "f-strings", b"x = " + b"f'{" * n
    yield "formats of f-strings", b"x = f'" + b"{1:" * n + b"}" * n + b"'"
    yield "comprehensions", b"x = " + b"[" * n + b"1" + b" for a in b]" * n
    yield "for clauses", b"x = [1" + b" for a in b" * n + b"]"
    yield "decorators", b"@a\n" * n + b"def f(): pass"
    yield "slices", b"x = a[" + b":," * n + b"]"
    yield "arguments", b"f(" + b"a," * n + b")"
    yield "keyword arguments", b"f(" + b",".join(b"a%d=1" % i for i in range(n)) + b")"
    yield "parameters", b"def f(" + b",".join(b"a%d" % i for i in range(n)) + b"): pass"
    yield "names", b"\n".join(b"a%d = %d" % (i, i) for i in range(n))
    yield "locals", b"def f():\n" + b"\n".join(b" a%d = %d" % (i, i) for i in range(n))
    yield "globals", b"def f():\n global " + b",".join(b"a%d" % i for i in range(n))
    yield "semicolons", b"pass;" * n
    yield "returns", b"def f():\n" + b" return\n" * n
    yield "ifs on one line", b"if 1: " * n + b"pass"
    yield "lambdas in calls", b"f(lambda: " * n


def nested():
    for depth in (99, 101, 500):
        for name, line in (("ifs", b"if 1:"), ("loops", b"while 0:"), ("fors", b"for a in b:"),
                           ("functions", b"def f():"), ("classes", b"class A:"),
                           ("tries", b"try:"), ("withs", b"with a:")):
            yield f"{depth} {name}", indented(line, depth)
    yield "functions in functions", b"".join(b" " * i + b"def f%d():\n" % i for i in range(90)) + \
        b" " * 90 + b"return f0\n"


def strange():
    """Bytes that are no text, and texts that are no program."""
    yield "an invalid byte", b"x = '\xff'"
    yield "a byte cut off", b"x = '\xe2\x82"
    yield "an overlong byte", b"x = '\xc0\x80'"
    yield "a surrogate", b"x = '\xed\xa0\x80'"
    yield "beyond Unicode", b"x = '\xf5\x80\x80\x80'"
    yield "an invalid byte in a comment", b"# \xff"
    yield "a NUL", b"x = 1\0"
    yield "a NUL in a string", b"x = 'a\0b'"
    yield "NULs", b"\0" * 1000
    yield "every byte", bytes(range(256))
    yield "every byte in a string", b"x = '''" + bytes(range(256)) + b"'''"
    yield "UTF-16", "x = 1\n".encode("utf-16")
    yield "mixed tabs", b"if 1:\n\tx = 1\n        y = 2"
    yield "tabs before spaces", b"if 1:\n        x = 1\n\ty = 2"
    yield "form feeds", b"\f\fx = 1\n\f  y = 2"
    yield "a vertical tab", b"x =\v1"
    yield "a BOM in the middle", b"x = 1\n\xef\xbb\xbfy = 2"
    yield "another BOM", b"\xef\xbb\xbf\xef\xbb\xbfx = 1"
    yield "half a BOM", b"\xef\xbb"
    yield "CRLF", b"if 1:\r\n    x = 1\r\nelse:\r\n    x = 2\r\n"
    yield "lone CR", b"x = 1\ry = 2\rif x:\r    z = 3\r"
    yield "CR in a string", b"x = 'a\rb'"
    yield "CR after a backslash", b"x = 1 + \\\r2"
    yield "a backslash at the end", b"x = 1 + \\"
    yield "an unterminated string", b"x = 'abc"
    yield "an unterminated triple", b"x = '''abc\n" * 3
    yield "an unterminated f-string", b"x = f'{a"
    yield "an unterminated raw string", b"x = r'abc\\'"
    yield "a lone quote", b"'"
    yield "an open bracket", b"x = ("
    yield "a closing bracket", b")"
    yield "spaces", b" " * 1000
    yield "an indented line", b"    x = 1"
    yield "a dedent to nowhere", b"if 1:\n        x = 1\n    y = 2"
    yield "a question mark", b"?"
    yield "a dollar", b"$"
    yield "an emoji", "x = \U0001F600".encode()
    yield "a no-break space", "x =\u00a01".encode()
    yield "a right-to-left mark", "x = \u202e1".encode()
    yield "names of many scripts", "é = ñ = 变量 = имя = 1".encode()
    yield "digits that are not", "x = ١٢٣".encode()
    yield "a long name", b"a" * 1_000_000 + b" = 1"
    yield "a long number", b"x = " + b"9" * 100_000
    yield "a long hexadecimal", b"x = 0x" + b"f" * 1_000_000
    yield "a long float", b"x = 1." + b"0" * 1_000_000
    yield "a large exponent", b"x = 1e" + b"9" * 1000
    yield "underscores", b"x = 1" + b"_1" * 100_000
    yield "a long line", b"x = '" + b"a" * 10_000_000 + b"'"
    yield "a long line of words", b"x = " + b"a " * 5_000_000
    yield "a long comment", b"#" + b"a" * 10_000_000
    yield "many lines", b"\n" * 1_000_000
    yield "many comments", b"#\n" * 1_000_000
    yield "a coding line", b"# coding: latin-1\nx = '\xe9'"
    yield "an unknown coding", b"# coding: nonsense\nx = 1"


def empty():
    yield "nothing", b""
    yield "a BOM alone", b"\xef\xbb\xbf"
    yield "a newline", b"\n"
    yield "a comment alone", b"# nothing"
    yield "a CR alone", b"\r"
    yield "a form feed alone", b"\f"
    yield "a backslash alone", b"\\"
    yield "a NUL alone", b"\0"


CUT_OFF = ("tests/language/control", "tests/language/exceptions")
LONGEST_CUT = 500


def cut_off():
    """Every prefix of some programs, by bytes."""
    rows = [
        b"x = {'a': [1, (2, 3)], **{}}\nprint(f'{x!r:>{10}}', \"\"\"long\nstring\"\"\", 0x1F, 1.5e3)\n",
        b"class A(object):\n\tdef f(self, *a, b=1, **k):\n\t\treturn [i async for i in a]\n",
        "für = 'ü\\u00e9\\x41'  # ü\nif für:\n    del für\nelse: pass\n".encode(),
        b"try:\r\n    raise ValueError from None\r\nexcept (A, B) as e:\r\n    x = a if b else c\r\n",
        b"@d\ndef f(a, /, b: int = 1, *, c) -> int:\n    global x; nonlocal y\n    x += yield y\n",
    ]
    for folder in CUT_OFF:
        path = min((ROOT / folder).glob("*.py"), key=lambda one: one.stat().st_size)
        rows.append(path.read_bytes()[:LONGEST_CUT])
    for number, text in enumerate(rows):
        for end in range(len(text)):
            yield f"program {number} cut at {end}", text[:end]


class Check:
    def __init__(self, build, folder):
        self.ouro = str(Path(build).resolve() / "ouro")
        self.folder = folder
        self.passed, self.problems = 0, []

    def run(self, arguments, text=b""):
        environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
        try:
            done = subprocess.run([self.ouro, *arguments], input=text, capture_output=True,
                                  timeout=SECONDS, env=environment, check=False)
        except subprocess.TimeoutExpired:
            return "hangs", b"", b""
        return done.returncode, done.stdout, done.stderr

    def judge(self, name, found, statuses=(0, 1)):
        status, out, err = found
        lines = err.decode("utf-8", "replace").rstrip("\n").split("\n")
        error = next((line for line in reversed(lines) if ERROR.match(line)), lines[-1])  # no note
        problem = None
        if status not in statuses:
            problem = f"status {status}"
        elif status == 1 and not ERROR.match(error):
            problem = f"the last line is {error[:200]!r}"
        elif status == 1 and error.startswith(("SyntaxError", "IndentationError", "TabError")) and \
                b"begun" in out:
            problem = "a part of it ran"
        if problem:
            self.problems.append(f"{name}: {problem}\n{err.decode('utf-8', 'replace')[-1500:]}")
        else:
            self.passed += 1

    def check(self, name, text, by_argument):
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".py") as file:
            file.write(text)
            file.flush()
            self.judge(f"{name} (file)", self.run([file.name]))
        self.judge(f"{name} (pipe)", self.run(["-"], text))
        if by_argument and len(text) < LONGEST_ARGUMENT and b"\0" not in text:
            self.judge(f"{name} (-c)", self.run(["-c", text]))

    def check_places(self):
        """Files that cannot be read."""
        for name, path in (("a folder", self.folder), ("a missing file", "/nowhere/x.py"),
                           ("a name that is too long", "a" * 5000), ("an empty name", ""),
                           ("a name with a line end", "a\nb"), ("a name of bytes", b"\xff\xfe")):
            self.judge(name, self.run([path]), (2,))
        locked = Path(self.folder) / "locked.py"
        locked.write_bytes(FIRST)
        locked.chmod(0)
        self.judge("a locked file", self.run([str(locked)]), (0,) if os.geteuid() == 0 else (2,))


    def check_ends(self):
        """Programs that use up what they are given, at every place."""
        text = (b"import weakref\nclass A: pass\na = A()\nfor i in range(100):\n"
                b"    weakref.finalize(a, print, i)\n")
        for fuel in [*range(0, 1000, 7), *range(1000, 20000, 611)]:
            self.judge(f"{fuel} instructions", self.run(["--audit", f"--fuel={fuel}", "-"], text))


def main():
    with tempfile.TemporaryDirectory() as folder:
        check = Check(sys.argv[1], folder)
        check.check_places()
        check.check_ends()
        cases = [(name, FIRST + text, True) for source in (deep, nested, strange)
                 for name, text in source()]
        cases += [(name, text, True) for name, text in empty()]
        cases += [(name, text, False) for name, text in cut_off()]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda case: check.check(*case), cases))
    for problem in check.problems[:40]:
        print(problem)
    print(f"{check.passed} passed, {len(check.problems)} failed")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
