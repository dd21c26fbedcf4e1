#!/usr/bin/env python3
"""Demonstrations, with keys from a pipe and at a real terminal.

    check.py BUILD            ends with `N passed, N failed`
    check.py BUILD --record   writes what appears into the .txt files

    NAME.txt                  what appears when the keys of RUNS are pressed, word for word
    lessons/**/*.md           the course and its demonstrations, played to their ends
    test_...                  a terminal, and what stands on its screen
"""

import argparse
import difflib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tests/terminal"))
from terminal import PATIENCE, Missing, Terminal, run_tests  # noqa: E402

SECONDS = 60
ON, BACK = " ", "\x1b[5~"

# Name, what is shown, the keys, the status. At the end of the keys the rest is played.
RUNS = [
    ("talk", ["talk.py"], "", 0),
    ("lesson", ["small.md"], "", 0),
    # A statement is typed and taken back; run and undone; typed, run, and gone back before its step.
    ("back", ["talk.py"], ON + BACK + ON * 5 + BACK + ON * 2 + BACK * 2 + ":refcount a\n\n\x04", 0),
    # Off script with a statement typed: it stands there again, and memory is as it was.
    ("off", ["talk.py"], ON * 4 + "a.append(3)\nz = a\nclass A:\n    pass\n\n\n"
     ":refcount a\n\n" + ON + ":refcount a\nz\n\n\x04", 0),
    # What was undone there for good is built up again.
    ("undone", ["talk.py"], ON * 5 + ":undo\nx = 5\n:reset\ny = 1\n\n" + ":refcount a\nx\n\n\x04",
     0),
    # The question of a lesson: a wrong turn before the answer, back to it, and to the one before.
    ("question", ["small.md"], ON * 5 + "a = None\n\n" + ON * 7 + BACK * 4 + ON * 5 + "a\n\n\x04",
     0),
    # Off script somebody does a task, in a way that is wrong, and then in one that is right; once it
    # is done, and in front of the first step, nothing is said.
    ("suggested", ["small.md"], "1 + 1\n\n" + ON * 14 + "x = a\ndel a, b, x\n:undo 2\n"
     "a[:] = [a]\nb = 5\ndel a\ndel b\n\n" + ON * 4 + "1 + 1\n\n\x04", 0),
    # What was played with is put back before the next step.
    ("play", ["small.md", "--large"], ON * 30 + "mine\n\n" + ON + "mine\n\n", 0),
    ("answers", ["answers.py"], ON * 3 + "you\n" + ON * 2, 0),
    # What was answered once is answered again where a step is gone through again.
    ("answers_again", ["answers.py"], ON * 3 + "you\n" + ON * 2 + BACK + ON + "name\n\n\x04", 0),
    ("tiny_heap", ["tiny.py"], "", 0),
    # Commands of lessons: none is being taken.
    ("wishes", ["talk.py"], ON * 3 + ":next\n:lesson 1\n:leave\nnever\n", 0),
    # The last space says that it is the end, once.
    ("end", ["nothing.py"], ON * 4 + BACK + ON * 4, 0),
    ("unknown_keys", ["talk.py"], "\x1bOP\x1b[15~\x01\x1b[6~" + BACK * 2 + "exit()\n", 0),
    ("no_file", ["nowhere.py"], "", 2),
    ("no_lesson", ["nowhere.md"], "", 2),
    ("broken", ["broken.py"], "", 2),
    ("nothing", ["nothing.py"], "", 0),
    ("empty", ["empty.py"], "", 2),
    ("bad", ["bad.md"], "", 2),
    ("no_argument", [], "", 2),
    ("two_files", ["talk.py", "talk.py"], "", 2),
    ("no_option", ["--fast", "talk.py"], "", 2),
]


def run(build, arguments, keys):
    """Both streams in one, as they are seen at a terminal."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    try:
        options = ["--tiny-heap"] if "tiny.py" in arguments else []
        done = subprocess.run([str(build / "ouro"), "--audit", *options, "demo", *arguments],
                              cwd=HERE, input=keys.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=SECONDS, check=False,
                              env=environment)
    except subprocess.TimeoutExpired:
        return "timeout", ""
    return done.returncode, done.stdout.decode("utf-8", "backslashreplace")


def check_run(build, name, arguments, keys, status, records):
    found, out = run(build, arguments, keys)
    path = HERE / f"{name}.txt"
    if records:
        path.write_text(out, encoding="utf-8")
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    if found != status:
        raise Missing(f"the status is {found}, not {status}\n{out}")
    if out != expected:
        lines = difflib.unified_diff(expected.split("\n"), out.split("\n"), "expected", "found",
                                     lineterm="", n=2)
        raise Missing("\n".join(lines))


def check_course(build, path):
    """Each lesson can be shown as it stands, also in large letters, and its questions have answers."""
    for options, most in (([], 80), (["--large"], 60)):
        status, out = run(build, [*options, str(path)], "")
        expect(status == 0 and "None of these" not in out,
               f"{' '.join(options)}: status {status}", out[-2000:])
        # What Python prints is not broken; what is typed should not need it.
        wide = [line for line in out.split("\n")
                if len(line) > most and not line.startswith("  File")]
        expect(not wide, f"wider than {most} columns", "\n".join(wide))


# --- at a terminal --------------------------------------------------------------------------------


def expect(condition, what, screen=""):
    if not condition:
        raise Missing(f"{what}\n{screen}".rstrip())


def see(terminal, *wanted, without=()):
    """Waits until the screen, what was scrolled away apart, has that and lacks the rest."""
    deadline = time.monotonic() + PATIENCE
    while True:
        screen = terminal.screen(above=False)
        if all(text in screen for text in wanted) and not any(text in screen for text in without):
            return screen
        if time.monotonic() > deadline:
            raise Missing(f"{wanted} without {without} is not what stands there:\n{screen}")
        time.sleep(0.02)


def demo(build, arguments, **options):
    return Terminal(build, f"demo {arguments}", lines=options.pop("lines", 24), **options)


def test_off_script_and_back(build):
    with demo(build, "--no-pace tests/demo/talk.py") as terminal:
        terminal.wait("Space types the next statement")
        terminal.press("Space")
        terminal.wait("for one list")
        terminal.press("Space")
        terminal.wait(">>> a = [1, 2]")
        terminal.press("Space")
        terminal.wait("new    list#1 (a)")
        terminal.press("NPage")
        terminal.wait(">>> b = a; c = b")
        terminal.enter("a.append(3)")
        screen = terminal.wait("change list#1")
        expect("b = a; c = b" not in screen, "what was typed still stands there", screen)
        expect(">>> a.append(3)" in screen, "the first key is lost", screen)
        terminal.enter("a")
        terminal.wait("\n[1, 2, 3]")
        terminal.press("Enter")
        see(terminal, "1   [1, 2]\n>>> b = a; c = b", without=["append", "[1, 2, 3]"])
        terminal.press("Space")
        see(terminal, "list#1 (a, b, c)   1 → 3")
        terminal.enter("a")
        see(terminal, ">>> a\n[1, 2]\n")
        terminal.press("Enter")
        see(terminal, "list#1 (a, b, c)   1 → 3   +c +b\n>>>\n", without=[">>> a\n"])
        terminal.press("C-d")
        terminal.wait("status 0")
        screen = terminal.wait("icanon")
        expect("-icanon" not in screen, "the terminal is not as it was", screen)


def test_going_back_draws_what_was_there(build):
    with demo(build, "--no-pace tests/demo/small.md") as terminal:
        see(terminal, "Ctrl-D leaves")
        terminal.press("Space")
        see(terminal, "One list", ">>> a = [1]")
        terminal.press("Space", "Space")
        see(terminal, "Hands up: a or b?\n\n>>>\n", without=["One list"])
        terminal.press(*["Space"] * 6)
        see(terminal, "Hands up", "\n[1, 2]\n")
        terminal.press("Space")
        see(terminal, "b) is right: [1, 2]", without=["And the other?"])
        terminal.press("Space")
        see(terminal, "And the other?\na) [1]")
        terminal.press("Space")
        see(terminal, "That is what names are")
        terminal.press("Space")
        see(terminal, "forget its names", without=["b) is right"])
        terminal.press("PPage")
        see(terminal, "That is what names are", "b) is right", without=["ring of one"])
        terminal.press("PPage", "PPage", "Left", "PPage")
        see(terminal, "Hands up: a or b?\n\n>>> b = a\n>>> b.append(2)\n>>>\n")
        terminal.enter("a")
        see(terminal, "\n>>> a\n[1, 2]\n>>>\n")
        terminal.press("Enter")
        see(terminal, "Hands up: a or b?\n\n>>> b = a\n>>> b.append(2)\n>>>\n")
        terminal.press("C-l")
        see(terminal, "Hands up: a or b?\n\n>>> b = a\n>>> b.append(2)\n>>>\n")
        terminal.press(*["PPage"] * 5)
        see(terminal, "Space types the next statement", "This is the beginning",
            without=["Hands up"])


def test_at_a_pace_that_a_key_cuts_short(build):
    with demo(build, "tests/demo/talk.py") as terminal:
        see(terminal, "Ctrl-D leaves")
        terminal.press("Space")
        see(terminal, "for one list")
        terminal.press("Space", "Space")
        see(terminal, ">>> a = [1, 2]\n", without=["new "])
        terminal.press("Space")
        see(terminal, "new    list#1 (a)")
        terminal.press("Space")
        see(terminal, ">>> b = a; c = b  # on one line")


def test_ctrl_c_stops_a_statement(build):
    with demo(build, "--no-pace tests/demo/slow.py") as terminal:
        terminal.wait("Ctrl-D leaves")
        terminal.press("Space")
        terminal.wait("never ends")
        terminal.press("Space", "Space", "Space", "Space")
        terminal.wait("...     pass\n\n")
        terminal.press("C-c")
        terminal.wait("KeyboardInterrupt")
        terminal.press("Space")
        terminal.wait(">>> a.append(2)")
        terminal.press("Space")
        terminal.wait("change list#1")
        terminal.press("C-c")
        terminal.wait("Space types the next statement", 2)


def test_a_signal_leaves_the_terminal_as_it_was(build):
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGSEGV):
        with demo(build, "tests/demo/talk.py") as terminal:
            terminal.wait("Ctrl-D leaves")
            terminal.press("Space", "Space")
            terminal.wait(">>> a = [1, 2]")
            os.kill(terminal.find_ouro(), number)
            screen = terminal.wait("icanon")
            expect("-icanon" not in screen, f"the terminal is not as it was after {number}", screen)


def test_large(build):
    with demo(build, "--large --no-pace 1", columns=90, lines=40) as terminal:
        terminal.wait("Ctrl-D leaves")
        terminal.press("Space")
        terminal.wait("Hands up")
        for _ in range(40):
            terminal.press("Space")
        screen = terminal.wait("Your turn")
        wide = [line for line in screen.split("\n") if len(line) > 60]
        expect(not wide, "wider than 60 columns", "\n".join(wide))


def test_output_comes_by_the_page(build):
    with demo(build, "--large --no-pace tests/demo/much.py", lines=40) as terminal:
        terminal.wait("Ctrl-D leaves")
        terminal.press("Space", "Space")
        see(terminal, "many lines", ">>> for")
        terminal.press("Space")
        see(terminal, "line 15\n(Space: more)\n", without=["line 16"])
        terminal.press("Space")
        see(terminal, "line 15\nline 16", "line 31\n(Space: more)\n", without=["line 32"])
        # Another key than Space is for what comes then.
        terminal.press("Space", "PPage")
        see(terminal, "many lines", without=["line 1"])
        # Off script too; and Ctrl-C is for the program.
        terminal.enter("while True: print('row')")
        terminal.press("Enter")
        see(terminal, "row\n(Space: more)\n")
        terminal.press("C-c")
        see(terminal, "KeyboardInterrupt")
        terminal.enter("for i in range(100): print(i)")
        terminal.press("Enter")
        see(terminal, "15\n(Space: more)\n")
        terminal.press("q")
        see(terminal, "99\n", ">>> q")
        terminal.press("C-h", "Enter")
        see(terminal, "many lines", without=["99"])


def test_what_was_answered_is_drawn_again(build):
    with demo(build, "--no-pace tests/demo/answers.py") as terminal:
        terminal.wait("Ctrl-D leaves")
        terminal.press("Space", "Space", "Space")
        see(terminal, "who?")
        terminal.enter("you")
        screen = see(terminal, "you\n", ">>>\n")
        terminal.enter("1 + 1")
        see(terminal, "\n2\n")
        terminal.press("Enter")
        again = see(terminal, "you\n", without=["1 + 1"])
        expect(again == screen, "that is not the same", f"{screen}\n---\n{again}")


def test_help_goes_with_the_next_key(build):
    with demo(build, "--no-pace tests/demo/talk.py") as terminal:
        terminal.wait("Ctrl-D leaves")
        terminal.press("Space", "Space")
        see(terminal, ">>> a = [1, 2]", without=["Space types"])
        terminal.press("F5")
        see(terminal, "Space types", "Ctrl-D leaves.\n>>> a = [1, 2]\n")
        terminal.press("Space")
        see(terminal, "list.\n\n>>> a = [1, 2]\nnew    list#1 (a)", without=["Space types"])
        terminal.press("C-c")
        see(terminal, "Space types")
        terminal.press("PPage")
        see(terminal, "list.\n\n>>>\n", without=["Space types"])


def test_large_keeps_to_its_columns_when_the_window_grows(build):
    with demo(build, "--large --no-pace 7", columns=50, lines=18) as terminal:
        see(terminal, "Ctrl-D leaves")
        terminal.press("Space")
        see(terminal, "Each link\nhas a value")
        terminal.resize(100, 30)
        terminal.press("C-l")
        see(terminal, "Each link has a value,\nand a place")


def test_plain(build):
    """Nothing is redrawn, and all is said in words."""
    with demo(build, "tests/demo/talk.py", term="dumb") as terminal:
        terminal.wait("Ctrl-D leaves")
        terminal.press("Space", "Space", "PPage")
        terminal.wait("(not run)")
        terminal.press("Space", "Space", "PPage")
        terminal.wait("(back before `a = [1, 2]`)")
        terminal.press("Space", "Space")
        terminal.wait("new    list#1 (a)", 2)
        terminal.press("C-d")
        screen = terminal.wait("icanon")
        expect("-icanon" not in screen, "the terminal is not as it was", screen)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    build = Path(options.build).resolve()
    tests = [(name, lambda row=(name, *rest): check_run(build, *row, options.record))
             for name, *rest in RUNS]
    course = sorted((ROOT / "lessons").glob("**/*.md"))
    tests += [(path.name, lambda file=path: check_course(build, file)) for path in course]
    if shutil.which("tmux") is None:
        print("there is no tmux here")
    else:
        tests += [(name, lambda call=function: call(build))
                  for name, function in sorted(globals().items()) if name.startswith("test_")]
    return run_tests(tests)


if __name__ == "__main__":
    sys.exit(main())
