#!/usr/bin/env python3
"""Runs ouro without a terminal: files, -c, pipes, statuses; compares what comes out.

    compare.py BUILD

Prints what fails and ends with `N passed, N failed`.
"""

import difflib
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent.parent
OURO = Path(sys.argv[1]).resolve() / "ouro"

PROGRAM = "a = [1, 2]\nb = a\nprint(a is b)\n1 + 1\n"
CLASS = "class A:\n    x = 1\n\n    y = 2\nprint(A.x, A.y)\n"
TALK = """>>> a = [1, 2]
>>> a
[1, 2]
>>> for i in a:
...     print('item', i)
...
item 1
>>> class A:
...     x = 1
...
...     y = 2
>>> A.y
>>>
"""
FINALIZER = "class A:\n    def __del__(self): print('gone')\na = A()\n"

# Name, arguments, standard input, status, standard output, the end of standard error.
RUNS = [
    ("-c runs a program", ["-c", PROGRAM], "", 0, "True\n", ""),
    ("a pipe is a file", [], PROGRAM, 0, "True\n", ""),
    ("- is standard input", ["-"], PROGRAM, 0, "True\n", ""),
    ("blank lines in a class", [], CLASS, 0, "1 2\n", ""),
    ("no line end at the end", [], "print(1)", 0, "1\n", ""),
    ("nothing at all", [], "", 0, "", ""),
    ("a transcript in a pipe", [], TALK, 0, "[1, 2]\nitem 1\nitem 2\n2\n", ""),
    ("an indented transcript", [], "\n   >>> 1\n   1\n   >>> 2\n", 0, "1\n2\n", ""),
    ("line ends of other systems", [], ">>> 1\r\n1\r\n>>> 2\r\n", 0, "1\n2\n", ""),
    ("a transcript goes on after an error", [], ">>> 1/0\n>>> 2\n", 0, "2\n",
     "ZeroDivisionError: division by zero\n"),
    ("commands in a pipe", [], CLASS + "A.y\n:help nothing\nA.x\n", 0,
     "1 2\n2\nno help for 'nothing' (:help all lists the commands, :help rows the words,\n  :help language what there is of Python)\n1\n", ""),
    ("what is Python is no transcript", [], '"""\n>>> 1\n:gc\n"""\nprint(2)\n3\n', 0, "2\n", ""),
    ("a program that raises", ["-c", "print(1)\n1/0\nprint(2)"], "", 1, "1\n",
     "ZeroDivisionError: division by zero\n"),
    ("a mistake anywhere, and nothing runs", ["-c", "print(1)\n1 +"], "", 1, "",
     "SyntaxError: invalid syntax\n"),
    ("an unfinished program", ["-c", "print((1)"], "", 1, "",
     "SyntaxError: '(' was never closed\n"),
    ("sys.exit with a number", ["-c", "import sys; sys.exit(5)"], "", 5, "", ""),
    ("sys.exit with a text", ["-c", "import sys; sys.exit('no')"], "", 1, "", "no\n"),
    ("raise SystemExit", ["-c", "raise SystemExit"], "", 0, "", ""),
    ("finalizers at the end", ["-c", FINALIZER], "", 0, "gone\n", ""),
    ("finalizers after sys.exit", ["-c", FINALIZER + "import sys; sys.exit(3)"], "", 3,
     "gone\n", ""),
    ("an unknown option", ["--bogus"], "", 2, "", "`ouro --help` lists the options\n"),
    ("no such file", ["/nowhere.py"], "", 2, "", "[Errno 2] No such file or directory\n"),
    ("a folder", ["/"], "", 2, "", "[Errno 21] Is a directory\n"),
    ("no fuel", ["--fuel", "1000", "-c", "while True: pass"], "", 1, "",
     "out of fuel: no more instructions may run\n"),
    ("too little memory", ["--heap-limit", "4M", "-c", "a = [0]\nwhile True: a = a + a"], "", 1, "",
     "MemoryError\n"),
    ("a limit that makes no sense", ["--heap-limit", "much", "-c", "pass"], "", 2, "",
     "`ouro --help` lists the options\n"),
    ("not UTF-8", [], b"x = '\xff'\n", 1, "", None),
    ("-i without a terminal", ["-i", "-c", "a = 5"], "a\n:quit\n", 0, ">>> 5\n>>> ", ""),
]


def check(name, arguments, text, status, out, err):
    raw = text if isinstance(text, bytes) else text.encode()
    done = subprocess.run([OURO, *arguments], input=raw, capture_output=True, check=False,
                          timeout=60)
    found = done.stdout.decode("utf-8", "replace")
    errors = done.stderr.decode("utf-8", "replace")
    wrong = []
    if done.returncode != status:
        wrong.append(f"status {done.returncode}, not {status}")
    if found != out:
        wrong.append(f"printed {found!r}, not {out!r}")
    if err is not None and (errors != "" if err == "" else not errors.endswith(err)):
        wrong.append(f"errors {errors!r}, not {err!r}")
    return [f"{name}: {what}" for what in wrong]


def check_interrupt():
    """Ctrl-C on a script: a traceback, and a status of its own."""
    process = subprocess.Popen([OURO, "-c", "print('runs')\nwhile True: pass"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    ok = out == b"runs\n" and err.endswith(b"\nKeyboardInterrupt\n") and process.returncode == 130
    return [] if ok else [f"interrupt: {out!r} {err!r} {process.returncode}"]


def check_reader_that_leaves():
    """`ouro ... | head -1`."""
    process = subprocess.Popen([OURO, "-c", "while True: print('x' * 1000)"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    status = process.wait(timeout=60)
    err = process.stderr.read()
    process.stderr.close()
    return [] if status == -signal.SIGPIPE and not err else [f"broken pipe: {status} {err!r}"]


def check_full_device():
    with open("/dev/full", "wb") as full:
        done = subprocess.run([OURO, "-c", "print(1)"], stdout=full, check=False, timeout=60)
    return [] if done.returncode == 120 else [f"full device: status {done.returncode}"]


def check_file_and_interleaving():
    """A file with both streams in one place: they come in the order in which they were written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.py"
        path.write_text("print('first')\n1/0\n", encoding="utf-8")
        done = subprocess.run([OURO, path.name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              cwd=folder, check=False, timeout=60)
    lines = done.stdout.decode().split("\n")
    ok = lines[0] == "first" and '  File "x.py", line 2, in <module>' in lines
    return [] if ok else [f"a file: {lines}"]


def check_readme():
    """The session in the README is what really happens."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## A session\n\n")[1]
    shown = []
    for line in text.split("\n"):
        if line and not line.startswith("    "):
            break
        shown.append(line[4:])
    session = "\n".join(shown).rstrip("\n") + "\n"
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(session)
        file.flush()
        done = subprocess.run([OURO, "--transcript", file.name], capture_output=True, check=False,
                              timeout=60)
    found = done.stdout.decode("utf-8", "replace")
    if found == session:
        return []
    lines = difflib.unified_diff(session.split("\n"), found.split("\n"), "README.md", "found",
                                 lineterm="", n=1)
    return ["the session in the README:\n" + "\n".join(lines)]


def check_start():
    """`ouro -c pass` takes less than 2 ms of CPU beyond starting any process at all."""

    def cost(command):
        costs = []
        for _ in range(30):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return sorted(costs)[len(costs) // 2]

    extra = cost([OURO, "-c", "pass"]) - cost(["/bin/true"])
    return [] if extra < 0.002 else [f"start: {extra * 1000:.2f} ms"]


def main():
    checks = [lambda row=row: check(*row) for row in RUNS]
    checks += [check_interrupt, check_reader_that_leaves, check_full_device,
               check_file_and_interleaving, check_readme]
    if OURO.parent.name == "build":
        checks.append(check_start)
    failed = 0
    for one in checks:
        complaints = one()
        failed += bool(complaints)
        for complaint in complaints:
            print(complaint)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
