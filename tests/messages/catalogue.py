"""What Ouro can say about wrong text and wrong programs: read from the sources, so that nothing is
listed twice.

    syntax_rows()     (code, format) of messages.def
    refused_rows()    (feature, name) of refused.def
    runtime_rows()    (place, error, format) of every raise_error(...) in src/

A format is the C one; as_pattern makes a regular expression of it.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
STRING = r'"(?:[^"\\]|\\.)*"'
LITERAL = re.compile(rf"{STRING}(?:\s*(?:{STRING}|PRI\w+))*")
CONVERSION = re.compile(r"%(?:%|[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|ll|[hlzjt])?([diuoxXcsfgp]))")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
# What a conversion may have printed.
PATTERNS = {"d": r"-?\d+", "i": r"-?\d+", "u": r"\d+", "x": r"[0-9a-f]+", "X": r"[0-9A-F]+", "c": "."}


def read_literal(text):
    """The text of C string literals beside each other; a PRIu64 among them is a `u`."""
    pieces = re.findall(rf"{STRING}|PRI\w+", text)
    read = [piece[1:-1] if piece[0] == '"' else re.search(r"[a-zA-Z](?=\d+$)", piece)[0]
            for piece in pieces]
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[0]), "".join(read))


def read_def(name, row):
    """The rows of a .def file of src/lang: identifier, and the first string in each."""
    text = (ROOT / "src" / "lang" / name).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    rows = re.finditer(rf"^{row}\((\w+),[^\"]*?({LITERAL.pattern})", text, flags=re.M)
    return [(found[1], read_literal(found[2])) for found in rows]


def syntax_rows():
    return read_def("messages.def", "MESSAGE")


def refused_rows():
    return read_def("refused.def", "REFUSED")


def split_arguments(text, start):
    """The arguments of a C call whose bracket opened just before `start`."""
    arguments, depth, begun, at = [], 0, start, start
    while at < len(text):
        literal = re.compile(STRING).match(text, at)
        if literal:
            at = literal.end()
            continue
        character = text[at]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            if depth == 0:
                return [*arguments, text[begun:at].strip()]
            depth -= 1
        elif character == "," and depth == 0:
            arguments.append(text[begun:at].strip())
            begun = at + 1
        at += 1
    return arguments


def runtime_rows():
    rows = []
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix not in (".c", ".h", ".inc"):
            continue
        text = path.read_text(encoding="utf-8")
        for call in re.finditer(r"\braise_error\(", text):
            arguments = split_arguments(text, call.end())
            if len(arguments) < 3 or arguments[0] == "Vm *vm":
                continue
            error = re.sub(r"^ERROR_", "", arguments[1])
            line = text.count("\n", 0, call.start()) + 1
            for literal in LITERAL.finditer(arguments[2]):
                rows.append((f"{path.relative_to(ROOT)}:{line}", error, read_literal(literal[0])))
    return rows


def as_pattern(text):
    """A regular expression for what a format prints."""
    pattern, at = "", 0
    for found in CONVERSION.finditer(text):
        pattern += re.escape(text[at:found.start()])
        pattern += "%" if found[0] == "%%" else PATTERNS.get(found[1], r"[^\n]*?")
        at = found.end()
    return pattern + re.escape(text[at:])
