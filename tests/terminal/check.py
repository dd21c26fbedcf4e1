#!/usr/bin/env python3
"""Types into ouro in a real terminal, and looks at the screen.

    check.py BUILD

Every function whose name begins with `test_` is a test; it gets the folder of the build. Prints
what fails and ends with `N passed, N failed`.
"""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from terminal import Missing, Terminal, run_tests  # noqa: E402


def expect(condition, what, screen=""):
    if not condition:
        raise Missing(f"{what}\n{screen}".rstrip())


def test_a_statement_and_what_it_did(build):
    with Terminal(build) as terminal:
        screen = terminal.wait(">>>")
        expect("Ouro" in screen and "Ctrl-D leaves" in screen, "no banner", screen)
        terminal.enter("a = [1, 2, 3]")
        screen = terminal.wait("new ")
        expect("list#1 (a)" in screen and "refs 1" in screen, "no row", screen)
        terminal.enter("a")
        terminal.wait("\n[1, 2, 3]")
        terminal.enter(":refcount a")
        terminal.wait("global")


def test_ctrl_d_leaves_and_finalizes(build):
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.enter("class A:", "    def __del__(self): print('gone')", "", "a = A()")
        terminal.wait("A#1")
        terminal.press("C-d")
        screen = terminal.wait("status 0")
        expect("gone\n" in screen, "the finalizer did not run", screen)
        screen = terminal.wait("icanon")
        expect("-icanon" not in screen, "the terminal is not as it was", screen)


def test_ctrl_c_drops_what_is_unfinished(build):
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.enter("x = (1,", "2,")
        terminal.wait("...", 2)
        terminal.press("C-c")
        terminal.wait("KeyboardInterrupt")
        terminal.enter("print('and', 'on')")
        terminal.wait("and on")
        terminal.enter("x")
        terminal.wait("NameError: name 'x' is not defined")


def test_ctrl_c_drops_a_line(build):
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.press("1", "/", "0")
        terminal.wait("1/0")
        terminal.press("C-c")
        terminal.wait("KeyboardInterrupt")
        terminal.enter("print('and', 'on')")
        screen = terminal.wait("and on")
        expect("ZeroDivisionError" not in screen, "the line was run", screen)


def test_ctrl_c_stops_a_statement(build):
    for statement in ("while True: pass", "sum(range(10**10))"):
        with Terminal(build) as terminal:
            terminal.wait(">>>")
            terminal.enter("kept = [1]", statement, "")
            terminal.wait(statement)
            terminal.press("C-c")
            screen = terminal.wait("KeyboardInterrupt")
            expect("Traceback" in screen, "no traceback", screen)
            terminal.enter("print('and', 'on', kept)")
            terminal.wait("and on [1]")


def test_steps_of_what_swallowed_ctrl_c(build):
    """A finalizer cannot pass KeyboardInterrupt on, and run again nobody interrupts it: with
    --audit that is no broken ledger, and the session goes on."""
    with Terminal(build, "--audit") as terminal:
        terminal.wait(">>>")
        terminal.enter("class E:", "    def __del__(self):", "        print('be' + 'gun')",
                       "        sum(range(3 * 10**7))", "", "e = E()", "del e")
        terminal.wait("begun")
        terminal.press("C-c")
        terminal.wait("Exception ignored in")
        terminal.enter(":step")
        terminal.wait("step 1 of")
        terminal.enter("q", "print('and', 'on')")
        screen = terminal.wait("and on")
        expect("without the Ctrl-C" in screen, "nothing said of Ctrl-C", screen)
        expect("audit:" not in screen, "a broken ledger", screen)


def test_a_collection_by_phases(build):
    """A page fits an ordinary terminal with its question; Ctrl-C leaves, and nothing happened."""
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.enter("many = [[] for i in range(40)]; l = []; l.append(l); del l", ":gc step")
        screen = terminal.wait("(phase: Enter on, b back, q out)")
        expect("phase 1 of 7: copy counts" in screen, "the page does not fit", screen)
        terminal.enter("", "")
        screen = terminal.wait("Above 0:")
        expect("what is left of the copies" in screen, "the page does not fit", screen)
        terminal.press("C-c")
        terminal.wait("left before the end: nothing was collected")
        terminal.enter(":gc")
        terminal.wait("1 cycle, 1 object freed")


def test_two_empty_lines_inside_a_bracket(build):
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.enter("x = (1,", "", "")
        terminal.wait("still inside the ( of line 1; Ctrl-C drops it")


CLASS_WITH_BLANK_LINES = """class A:
    def one(self):
        return 1

    def two(self):

        return 2

a = A()
print(a.one(), a.two())
"""


def test_paste_of_a_class_with_blank_lines(build):
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.paste(CLASS_WITH_BLANK_LINES)
        terminal.press("Enter")
        screen = terminal.wait("1 2")
        expect("Error" not in screen, "an error", screen)


TRANSCRIPT = """>>> a = [1, 2]
>>> a
[1, 2]
>>> for i in a:
...     print('item', i)
...
item 1
item 2
>>>
>>> nothing
Traceback (most recent call last):
NameError: name 'nothing' is not defined
>>> print('the', 'end')
the end
"""


def test_paste_of_a_transcript(build):
    with Terminal(build, lines=100) as terminal:
        terminal.wait(">>>")
        terminal.paste(TRANSCRIPT)
        terminal.press("Enter")
        screen = terminal.wait("the end", 2)
        expect("SyntaxError" not in screen, "a syntax error", screen)
        expect(screen.count("\nitem 2") >= 2, "the loop did not run", screen)


def test_long_statement_wraps_at_40_columns(build):
    with Terminal(build, columns=40) as terminal:
        terminal.wait(">>>")
        terminal.enter("first_name = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']")
        terminal.wait("new ")
        terminal.enter(":help")
        screen = terminal.wait(":quit")
        expect(":refcount X" in screen, "no table", screen)
        terminal.enter("len(first_name)")
        screen = terminal.wait("\n2")
        # tmux breaks what is too wide, so that a line of ours would go on where none should begin.
        rows = [line for line in screen.split("\n") if line.startswith("new ")]
        expect(rows and all(len(row) <= 40 for row in rows), "a row is too wide", screen)


def test_200_columns(build):
    with Terminal(build, columns=200) as terminal:
        terminal.wait(">>>")
        terminal.enter("names = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']")
        terminal.wait("new ")


def test_no_colour(build):
    for options in ({"environment": "NO_COLOR=1"}, {"term": "dumb"}, {"arguments": "--no-colour"},
                    {"arguments": "--plain"}):
        with Terminal(build, **options) as terminal:
            terminal.wait(">>>")
            terminal.enter("a = [1]")
            terminal.wait("new ")
            screen = terminal.screen(colours=True)
            expect("\x1b[" not in screen, f"colours with {options}", repr(screen))


def test_colours_for_black_and_white(build):
    """Of 256 colours, and of 16 where the terminal has no more, which fewer can read."""
    for term, code in (("tmux-256color", "38;5;28m"), ("xterm", "\x1b[32m")):
        with Terminal(build, term=term, environment="COLORTERM=") as terminal:
            terminal.wait(">>>")
            terminal.enter("a = [1]")
            terminal.wait("new ")
            screen = terminal.screen(colours=True)
            expect(code in screen, f"not the colours of {term}", repr(screen))


def test_width_is_kept_to(build):
    """The window is wider than it is said to be, so that whatever is too wide can be seen."""
    for most in (40, 50, 99):
        with Terminal(build, f"--width {most}", columns=130, lines=90) as terminal:
            terminal.wait(">>>")
            terminal.enter("a = [[i] for i in range(90)]")
            terminal.wait("new ")
            for command, end in ((":heap", "More:"), (":types", "their owners."),
                                 (":map", "other pools too."), (":map a", "what you asked")):
                terminal.enter(command)
                screen = terminal.wait(end.split()[-1])
                expect(all(len(line) <= most for line in screen.split("\n")
                           if not line.startswith(">>>")), f"{command} is too wide", screen)
                expect(f"{command}\n" in screen, f"{command} was not run", screen)


def test_ascii(build):
    with Terminal(build, "--ascii") as terminal:
        terminal.wait(">>>")
        terminal.enter("a = [1]", "b = a", ":help", ":refcount a")
        screen = terminal.wait("global")
        expect(all(ord(character) < 128 for character in screen), "not ASCII", screen)
        expect("1 -> 2" in screen, "no arrow", screen)


def test_history_is_kept(build):
    state = Path(tempfile.mkdtemp(prefix="ouro-state-"))
    try:
        with Terminal(build, state=state) as terminal:
            terminal.wait(">>>")
            terminal.enter("marker = 12345")
            terminal.wait(">>>", 2)
            terminal.enter(":quit")
            terminal.wait("status 0")
        kept = (state / "ouro" / "history").read_text(encoding="utf-8")
        expect(kept == "marker = 12345\n:quit\n", "the file", kept)
        with Terminal(build, state=state) as terminal:
            terminal.wait(">>>")
            terminal.press("Up", "Up", "Enter")
            terminal.wait("marker = 12345")
            terminal.enter("marker + 1")
            terminal.wait("12346")
    finally:
        shutil.rmtree(state, ignore_errors=True)


def test_a_signal_leaves_the_terminal_as_it_was(build):
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.enter("a = [1]")
        terminal.wait(">>>", 2)
        os.kill(terminal.find_ouro(), signal.SIGTERM)
        screen = terminal.wait("icanon")
        expect("-icanon" not in screen, "the terminal is not as it was", screen)


def test_completion(build):
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.enter("surprising_name = 5")
        terminal.wait(">>>", 2)
        terminal.type("surpri")
        terminal.press("Tab", "Enter")
        terminal.wait("\n5")
        terminal.type(":ref")
        terminal.press("Tab")
        terminal.wait(":refcount")
        terminal.type("surpri")
        terminal.press("Tab", "Enter")
        terminal.wait("int 5")
        terminal.type(":re")
        terminal.press("Tab", "Tab")
        terminal.wait("redo")


def test_stays_after_a_file(build):
    folder = Path(tempfile.mkdtemp(prefix="ouro-file-"))
    try:
        (folder / "x.py").write_text("a = [1]\nprint('ran')\n", encoding="utf-8")
        with Terminal(build, f"-i {folder}/x.py") as terminal:
            terminal.wait("ran")
            terminal.wait(">>>")
            terminal.enter("a + [2]")
            terminal.wait("[1, 2]")
            terminal.enter("exit()")
            terminal.wait("status 0")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_words_of_newcomers(build):
    for word in ("exit", "exit()", "quit", "quit()", ":quit", ":q"):
        with Terminal(build) as terminal:
            terminal.wait(">>>")
            if word == ":q":
                terminal.enter(word)
                terminal.wait(":q may be :quit")
                continue
            terminal.enter("help")
            terminal.wait(":refcount X")
            terminal.enter(word)
            terminal.wait("status 0")
    with Terminal(build) as terminal:
        terminal.wait(">>>")
        terminal.enter("exit(7)")
        terminal.wait("status 7")


def main():
    if shutil.which("tmux") is None:
        print("there is no tmux here\n0 passed, 0 failed")
        return 0
    build = Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:]
    return run_tests([(name, lambda call=function: call(build))
                      for name, function in sorted(globals().items())
                      if name.startswith("test_") and (not wanted or name in wanted)])


if __name__ == "__main__":
    sys.exit(main())
