"""A real terminal for the tests: ouro in a window of tmux, on a server of its own."""

import os
import shutil
import subprocess
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 10.0  # seconds until something that was expected counts as missing


class Missing(Exception):
    """What was expected did not appear, or what was not expected did."""


def run_tests(tests):
    """Calls the function of each (name, function), says what failed, and the counts. The status."""
    passed = failed = 0
    for name, test in tests:
        try:
            test()
            passed += 1
        except Missing as missing:
            failed += 1
            print(f"{name}: {missing}")
        except Exception:  # a test that breaks is a test that fails
            failed += 1
            print(f"{name}: {traceback.format_exc()}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


class Terminal:
    """Starts `ouro ARGUMENTS` behind a shell, so that what comes after it can be seen too."""

    def __init__(self, build, arguments="", columns=80, lines=50, term="screen-256color",
                 environment="", state=None):
        self.folder = Path(tempfile.mkdtemp(prefix="ouro-terminal-"))
        self.socket = self.folder / "tmux"
        self.state = state or self.folder / "state"
        setting = (f"env -u NO_COLOR TERM={term} XDG_STATE_HOME={self.state} "
                   f"LC_ALL=C.UTF-8 {environment}")
        command = (f"cd {ROOT}; {setting} {build}/ouro {arguments}; "
                   "echo status $?; stty -a | grep -o -e '[-]*icanon'; exec sleep 100")
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(lines),
                   command)

    def _tmux(self, *words, text=None):
        done = subprocess.run(["tmux", "-u", "-S", str(self.socket), *words], input=text, text=True,
                              capture_output=True, check=False, timeout=PATIENCE,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "TERM": "screen-256color"})
        if done.returncode != 0:
            raise Missing(f"tmux {words}: {done.stderr}")
        return done.stdout

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-S", str(self.socket), "kill-server"], capture_output=True,
                       check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def find_ouro(self):
        """The process number of the ouro in the window."""
        shell = int(self._tmux("display-message", "-p", "#{pane_pid}"))
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text(encoding="ascii").split()
        for child in map(int, children):
            if Path(f"/proc/{child}/comm").read_text(encoding="ascii").strip() == "ouro":
                return child
        raise Missing("ouro does not run")

    def type(self, text):
        """Types the text, without Enter."""
        self._tmux("send-keys", "-l", text)

    def press(self, *keys):
        """Keys by tmux's names: Enter, C-c, C-d, Up ..."""
        self._tmux("send-keys", *keys)

    def enter(self, *lines):
        for line in lines:
            self.type(line)
            self.press("Enter")

    def resize(self, columns, lines):
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))

    def paste(self, text):
        """Pastes in brackets, as terminals do for programs that ask for it."""
        self._tmux("load-buffer", "-", text=text)
        self._tmux("paste-buffer", "-p")

    def screen(self, colours=False, above=True):
        """What stands on the screen, and above it."""
        words = ["capture-pane", "-p"] + (["-S", "-2000"] if above else [])
        words += ["-e"] if colours else []
        return self._tmux(*words)

    def wait(self, text, count=1):
        """Waits until `text` stands on the screen `count` times; returns the screen."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            screen = self.screen()
            if screen.count(text) >= count:
                return screen
            time.sleep(0.02)
        raise Missing(f"{text!r} did not appear {count} times:\n{self.screen().rstrip()}")

    def wait_prompts(self, count):
        """Waits for the prompt number `count`, ready for typing."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            lines = self.screen().rstrip("\n").split("\n")
            lines = [line for line in lines if line]
            if lines and lines[-1].rstrip() in (">>>", "...") and sum(
                    line.startswith((">>>", "...")) for line in lines) >= count:
                return self.screen()
            time.sleep(0.02)
        raise Missing(f"there is no prompt number {count}:\n{self.screen().rstrip()}")
