#!/usr/bin/env python3
"""Takes lessons as learners would, in a terminal of its own, and compares what they see.

    check.py BUILD [--record]

`NAME.keys` holds what is typed, a line each; among them may stand

    # text        for the reader of the file
    $ ouro ...    a program is started (what ran before must have ended)
    ^C, ^D        the key
    ^go           Enter, of a statement that does not end by itself
    ^kill         the program is killed outright
    ^end          the program must end now, with the status that is printed

`NAME.txt` is what was seen. The program is installed beside the lessons of course/, so that the
real course may change; of that, each lesson is taken to its end, one letter for every question and
the solution of every task; and once more with a statement of one's own at each step. Progress is kept in a folder of the test's own, and printed at the end.
Prints what fails and ends with `N passed, N failed`.
"""

import argparse
import difflib
import os
import pty
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PATIENCE = 30.0  # seconds until a program that does not ask counts as hanging
LED_ELSEWHERE = "So that the lesson can go on"
PROMPTS = (b">>> ", b"... ", b"out) ", b"number) ")


class Learner:
    """A program in a terminal that edits nothing, so that what is seen is a plain text."""

    def __init__(self, build, words, state):
        main, side = pty.openpty()
        environment = {**os.environ, "TERM": "dumb", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
                       "XDG_STATE_HOME": str(state), "COLUMNS": "80"}
        subprocess.run(["stty", "cols", "80", "rows", "24"], stdin=side, check=True)
        self.program = subprocess.Popen([f"{build}/ouro", "--audit", *words], cwd=ROOT, stdin=side,
                                        stdout=side, stderr=side, env=environment,
                                        start_new_session=True, preexec_fn=take_terminal)
        os.close(side)
        self.main, self.seen, self.ended = main, b"", False

    def read(self):
        """Until the program asks, or ends."""
        deadline = time.monotonic() + PATIENCE
        while not self.ended:
            if self.seen.endswith(PROMPTS) and not select.select([self.main], [], [], 0.01)[0]:
                return
            if not select.select([self.main], [], [], PATIENCE)[0] or time.monotonic() > deadline:
                raise TimeoutError(self.text())
            try:
                piece = os.read(self.main, 65536)
            except OSError:  # Linux's way to say that the other side has closed
                piece = b""
            self.ended = piece == b""
            self.seen += piece

    def type(self, data):
        os.write(self.main, data)
        time.sleep(0.002)
        # The echo comes first: what was there is no prompt any more.
        self.seen += os.read(self.main, 65536)
        self.read()

    def kill(self):
        self.program.send_signal(signal.SIGKILL)
        self.finish()

    def finish(self):
        status = self.program.wait(PATIENCE)
        os.close(self.main)
        return status

    def text(self):
        return self.seen.decode("utf-8", "replace").replace("\r\n", "\n")


def take_terminal():
    import fcntl
    import termios
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def install(build, folder):
    """The program with a course of its own; returns its folder."""
    (folder / "bin").mkdir()
    shutil.copy(build / "ouro", folder / "bin" / "ouro")
    shutil.copytree(HERE / "course", folder / "share/ouro/lessons")
    return folder / "bin"


def take(build, keys, state):
    """What is seen when the keys are typed."""
    seen, learner = [], None
    for line in keys.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            seen.append(line + "\n")
        elif line.startswith("$ ouro"):
            seen.append(f"\n{line}\n")
            learner = Learner(build, shlex.split(line)[2:], state)
            learner.read()
        elif line == "^kill":
            learner.kill()
            seen.append(learner.text() + "^kill\n")
        elif line == "^go":
            os.write(learner.main, b"\n")
            time.sleep(0.6)
        elif line == "^end":
            learner.read()
            seen.append(f"{learner.text()}status {learner.finish()}\n")
        else:
            learner.type({"^C": b"\x03", "^D": b"\x04"}.get(line, line.encode() + b"\n"))
    kept = state / "ouro" / "progress"
    seen.append("\n" + (kept.read_text("utf-8", "backslashreplace").replace("\0", "\\0") if kept.is_file() else "(no progress)\n"))
    return "".join(seen)


# What is in the file of progress before some of the tests.
KEPT = {
    # Lines that say nothing to us, and a lesson of that name with another title and other steps.
    "strange_file": b"nothing of ours\n\xff\xfe\tand\tbytes\n"
                    b"01-taken.md\tSomebody else's\tother\tother\n02-second.md\tx\ty\tz\tmore",
    # The title changed, but there is such a step; and a step is gone.
    "edited": b"01-taken.md\tAs it was called before\tappend\topening make gone\n"
              b"02-second.md\tThe second lesson\tgone\topening\n",
    "no_text": b"a\0b\n",
}


def prepare(state, name):
    """What a test finds in the place of progress."""
    if name == "no_place":
        (state / "ouro" / "progress").mkdir(parents=True)
    elif name in KEPT:
        (state / "ouro").mkdir()
        (state / "ouro" / "progress").write_bytes(KEPT[name])


def check(build, keys, record):
    state = Path(tempfile.mkdtemp(prefix="ouro-taking-"))
    try:
        prepare(state, keys.stem)
        found = take(build, keys, state)
    except TimeoutError as why:
        found = f"it hangs:\n{why}\n"
    finally:
        shutil.rmtree(state, ignore_errors=True)
    golden = keys.with_suffix(".txt")
    if record:
        golden.write_text(found, encoding="utf-8")
    wanted = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if found == wanted:
        return True
    print(f"FAILED {keys.name}")
    print("".join(list(difflib.unified_diff(wanted.splitlines(True), found.splitlines(True),
                                            "expected", "found", n=2))[:60]))
    return False


def last_line(learner):
    """What stands above the prompt."""
    return learner.text().rstrip("> ").rstrip().rsplit("\n", 1)[-1]


def take_to_end(build, lesson, extra):
    """Enter, or what the last line asks for; with `extra`, a statement of one's own before that."""
    with tempfile.TemporaryDirectory(prefix="ouro-taking-") as name:
        learner = Learner(build, ["lesson", str(lesson)], Path(name))
        learner.read()
        steps = 0
        while "That was " not in learner.text() and not learner.ended and steps < 100:
            last = last_line(learner)
            if last.startswith(("`:hint` helps", "`:solution` shows")):
                learner.type(b":solution\n")
                last = last_line(learner)
            elif extra:
                learner.type(b"None\n")
                last = last_line(learner)
            learner.type(b"a\n" if last.startswith("Type a") else b"\n")
            steps += 1
        learner.kill()
        seen = learner.text()
    # What a statement more moves (addresses, what :undo takes back) some steps can't go on with.
    if "That was " in seen and "None of these" not in seen and (extra or LED_ELSEWHERE not in seen):
        return True
    print(f"FAILED {lesson.name}: it does not go to its end\n{seen[-2000:]}")
    return False


def check_course(build):
    """The lessons that these tests take are as lessons should be."""
    found = subprocess.run([f"{build}/ouro", "check", *sorted((HERE / "course").glob("*.md"))],
                           capture_output=True, text=True, check=False)
    if found.returncode != 0:
        print(f"FAILED course\n{found.stdout}")
    return found.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    build = Path(options.build).resolve()
    results = [check_course(build)]
    with tempfile.TemporaryDirectory(prefix="ouro-taking-") as name:
        installed = install(build, Path(name))
        results += [check(installed, keys, options.record) for keys in sorted(HERE.glob("*.keys"))]
    lessons = sorted((ROOT / "lessons").glob("*.md"))
    if not options.record:
        results += [take_to_end(build, lesson, extra) for lesson in lessons
                    for extra in (False, True)]
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
