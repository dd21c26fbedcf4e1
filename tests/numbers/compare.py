#!/usr/bin/env python3
"""Compares what numbers do in Ouro with CPython 3.11: random expressions over ints of all sizes,
floats and bools, with every operator, comparison and function of numbers.

    compare.py BUILD [--first SEED] [--count N]

Each seed is a program of some hundred expressions, which Ouro runs under --audit. An expression
passes if its value, or the words of its error, are CPython's. Without a CPython 3.11 nothing is
compared. Ends with `N passed, N failed`.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "differential"))
sys.dont_write_bytecode = True
from check import find_cpython  # noqa: E402

EXPRESSIONS = 400
TIMEOUT = 60
SHOWN = 20

PRELUDE = """\
def show(number, compute):
    try:
        print(number, repr(compute()))
    except Exception as error:
        print(number, type(error).__name__, error)
"""

BINARY = ["+", "-", "*", "/", "//", "%", "&", "|", "^"]
COMPARE = ["<", "<=", "==", "!=", ">", ">="]
FLOATS = ["0.0", "-0.0", "1.0", "-1.5", "0.1", "2.5", "1e16", "1e22", "1e23", "5e-324", "-5e-324",
          "2.2250738585072014e-308", "1.7976931348623157e308", "9007199254740992.0",
          "9223372036854775808.0", "1e100", "float('inf')", "-float('inf')", "float('nan')"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def int(self, bits=None):
        choose = self.random
        if bits is None:
            bits = choose.choice([1, 3, 8, 31, 53, 62, 63, 64, 65, 127, 128, 200, 600, 1100, 3000])
        value = choose.getrandbits(bits)
        kind = choose.random()
        if kind < 0.3:
            value = (1 << bits) + choose.randint(-2, 2)  # around a power of two
        elif kind < 0.4:
            value = 10 ** (bits * 3 // 10) + choose.randint(-1, 1)
        elif kind < 0.5 and bits > 64:
            value = value >> 64 << 64  # zeros at the end
        value = -value if choose.random() < 0.4 else value
        text = hex(value) if choose.random() < 0.2 else str(value)
        return f"({text})" if value < 0 else text

    def float(self):
        choose = self.random
        kind = choose.random()
        if kind < 0.4:
            return "(%s)" % choose.choice(FLOATS)
        if kind < 0.7:
            return repr(choose.uniform(-1000, 1000)).replace("-", "0 - ") if kind < 0.5 else repr(
                choose.random() * 10.0 ** choose.randint(-30, 30))
        return f"float({self.int(choose.choice([50, 60, 70, 1000, 1030]))})"

    def number(self):
        kind = self.random.random()
        if kind < 0.75:
            return self.int()
        return self.float() if kind < 0.95 else self.random.choice(["True", "False"])

    def expression(self):
        choose = self.random
        a, b = self.number(), self.number()
        forms = [
            lambda: f"{a} {choose.choice(BINARY)} {b}",
            lambda: f"{a} {choose.choice(BINARY)} {b}",
            lambda: f"{self.int()} {choose.choice(BINARY)} {self.int()}",
            lambda: f"{self.int(3000)} {choose.choice(['//', '%', '/'])} {self.int(1100)}",
            lambda: f"({self.int()} {choose.choice(BINARY)} {self.int()}) "
                    f"{choose.choice(BINARY)} {self.int()}",
            lambda: f"{a} {choose.choice(COMPARE)} {b}",
            lambda: f"{self.int(choose.choice([53, 63, 64, 1020]))} {choose.choice(COMPARE)} "
                    f"{self.float()}",
            lambda: f"{a} {choose.choice(['<<', '>>'])} {self.int(choose.choice([3, 7, 8, 10]))}",
            lambda: f"{self.int()} >> {self.int(choose.choice([8, 70]))}",
            lambda: f"{self.int(choose.choice([1, 3, 8, 64]))} ** {self.int(choose.choice([3, 6]))}",
            lambda: f"{self.float()} ** {self.int(3)}",
            lambda: f"{self.float()} ** {self.float()}",
            lambda: f"pow({self.int()}, {self.int()}, {self.int()})",
            lambda: f"pow({self.int(8)}, {self.int(3)}, {self.int(8)})",
            lambda: f"divmod({a}, {b})",
            lambda: f"round({a}, {choose.randint(-25, 25)})",
            lambda: f"round({self.float()}, {choose.randint(-320, 330)})",
            lambda: f"round({self.int()}, -{choose.randint(0, 400)})",
            lambda: f"round({self.float()})",
            lambda: f"int({self.float()})",
            lambda: f"float({self.int()})",
            lambda: f"hash({a})",
            lambda: f"({choose.choice('-+~')}({a}), abs({b}), bool({a}))",
            lambda: f"({choose.choice(['bin', 'oct', 'hex'])}({self.int()}), str({a}))",
            lambda: f"{a}.bit_length()" if a[0] == "(" else f"({a}).as_integer_ratio()",
            lambda: f"({self.int()}).bit_count()",
            lambda: f"({self.float()}).as_integer_ratio()",
            lambda: f"({self.float()}).hex()",
            lambda: f"(({a}).real, ({a}).imag, ({a}).conjugate())",
            lambda: f"int({self.text()!r}, {choose.choice([0, 0, 2, 8, 10, 16, 36, 7])})",
            lambda: f"int({self.text()!r})",
            lambda: f"float({self.text()!r})",
            lambda: f"sum([{a}, {b}, {self.int()}])",
            lambda: f"sorted([{a}, {b}, {self.int()}, {self.int()}])",
            lambda: f"{a} in [{b}, {self.int()}, {a}]",
            lambda: f"{{{a}: 1, {b}: 2}}.get({a})",
            lambda: f"'%d %x %o' % ({self.int()}, {self.int()}, {self.int()})",
            lambda: f"format({self.int()}, {choose.choice(['', 'x', ',', '_b', '+d', '#X', 'e'])!r})",
        ]
        return choose.choice(forms)()

    def text(self):
        choose = self.random
        digits = choose.choice(["01", "0123456789", "0123456789", "0123456789abcdefXyz", "0123_"])
        text = "".join(choose.choice(digits) for _ in range(choose.choice([1, 3, 10, 19, 25, 90])))
        text = choose.choice(["", "", "", "0x", "0b", "0o", "-", "+", " ", "-0X_"]) + text
        return text + choose.choice(["", "", "", "", " ", "_", ".5", "e10", "e-400", "e400"])


def program(seed):
    maker = Maker(seed)
    expressions = [maker.expression() for _ in range(EXPRESSIONS)]
    lines = [f"show({i}, lambda: {text})" for i, text in enumerate(expressions)]
    return expressions, PRELUDE + "\n".join(lines) + "\n"


def run(command):
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0", "NO_COLOR": "1"}
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          env=environment, timeout=TIMEOUT, check=False)
    return done.returncode, done.stdout.split("\n"), done.stderr


def is_left_out(expected):
    """A complex result; a hash that is an address."""
    return expected.endswith(("j)", "j", "complex exponentiation"))


def compare(cpython, ouro, seed):
    expressions, text = program(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "numbers.py"
        path.write_text(text)
        _, expected, _ = run([cpython, "-W", "ignore", str(path)])
        status, found, errors = run([ouro, "--audit", str(path)])
    differences = []
    if status != 0:
        differences.append(f"seed {seed}: status {status}\n{errors}")
    for i, expression in enumerate(expressions):
        want = expected[i] if i < len(expected) else "(nothing)"
        got = found[i] if i < len(found) else "(nothing)"
        if want != got and not is_left_out(want) and expression != "hash((float('nan')))":
            differences.append(f"seed {seed}: {expression}\n    expected {want}\n    found    {got}")
    return len(expressions) - len(differences), differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=15)
    options = parser.parse_args()
    cpython = find_cpython()
    passed, differences = 0, []
    for seed in range(options.first, options.first + options.count if cpython else 0):
        good, found = compare(cpython, str(Path(options.build) / "ouro"), seed)
        passed += good
        differences += found
    for text in differences[:SHOWN]:
        print(text)
    print(f"{passed} passed, {len(differences)} failed")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
