#!/usr/bin/env python3
"""Saved sessions under fire: ends with `N passed, N failed`.

    check.py BUILD

A session is saved, and loaded by another process. Then the file is cut off at many places, its bytes
are altered, another build's and another heap's are tried, disks are full and folders closed. Each time
the answer must be one sentence, no crash, and an image that did not change.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = """>>> class Node:
...     def __init__(self, value):
...         self.value = value
...         self.next = None
...
>>> a = Node([1, 2, 'three'])
>>> a.next = a
>>> :mark here
>>> d = {i: str(i) for i in range(500)}
>>> steps = (i * i for i in range(5))
>>> next(steps)
>>> del a
"""
ALTERED, CUT = 400, 150


class Tests:
    def __init__(self, build):
        self.ouro = str(Path(build).resolve() / "ouro")
        self.folder = Path(tempfile.mkdtemp())
        self.passed = self.failed = 0

    def expect(self, what, holds, shown=""):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"FAILED {what}\n  {str(shown)[-1500:]}")

    def talk(self, lines, *options, **extra):
        """What ouro says to some lines, with the digest of the image at the end."""
        environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8", HOME=str(self.folder))
        done = subprocess.run([self.ouro, "--digest", *options, "-"], input=lines, text=True,
                              capture_output=True, cwd=self.folder, env=environment, timeout=300,
                              check=False, **extra)
        digest = [line for line in done.stderr.split("\n") if line.startswith("image ")]
        return done.returncode, done.stdout, digest[0] if digest else done.stderr

    def path(self, name):
        return self.folder / name


def check_round_trip(tests):
    status, out, saved = tests.talk(PROGRAM + ">>> :save one\n")
    tests.expect("a session is saved", status == 0 and "saved:" in out, out)
    tests.expect("nothing is left beside it", os.listdir(tests.folder) == ["one"],
                 os.listdir(tests.folder))
    status, out, loaded = tests.talk(">>> :load one\n")
    tests.expect("it is loaded by another process", status == 0 and "loaded:" in out, out)
    tests.expect("to the byte", saved == loaded and saved.startswith("image "), (saved, loaded))
    _, again, _ = tests.talk(">>> :load one\n>>> :save two\n")
    tests.expect("and saved again it is the same file",
                 tests.path("one").read_bytes() == tests.path("two").read_bytes(), again)
    status, out, _ = tests.talk(">>> next(steps)\n", "--load", "one")
    tests.expect("--load goes on with it", status == 0 and "\n1\n" in out, out)
    status, out, _ = tests.talk(">>> print('ran')\n", "--load", "missing")
    tests.expect("and ends where it can't", status == 2 and "no such file" in out and
                 "ran" not in out, out)
    more = ">>> :history\n>>> :diff here\n>>> next(steps)\n>>> :gc\n>>> :why Node#1\n>>> :undo\n"
    _, here, one = tests.talk(PROGRAM + ">>> :save one\n" + more)
    _, there, other = tests.talk(">>> :load one\n" + more)
    first = here[here.index("7 statements so far."):]
    second = "\n".join(line for line in there[there.index("7 statements so far."):].split("\n")
                       if "came with :load" not in line)
    tests.expect("what follows is the same in both", first == second, first + second)
    tests.expect("and leads to the same image", one == other, (one, other))
    _, out, start = tests.talk(">>> x = 1\n")
    _, out, back = tests.talk(">>> x = 1\n>>> :load one\n>>> y = 2\n>>> :undo\n>>> :undo\n")
    tests.expect("a load is undone to the byte", start == back, out)
    tests.path("two").unlink()


def check_refused(tests, what, names, sentences=(), options=()):
    """Loads many files into one session; every one must be refused with one line."""
    lines = [">>> x = [1, 2]\n", *(f">>> :load {name}\n" for name in names), ">>> print(x)\n"]
    _, _, expected = tests.talk(lines[0] + lines[-1], *options)
    status, out, digest = tests.talk("".join(lines), *options)
    said = out.split("\n")
    refusals = [line for line in said if line.startswith("can't load ")]
    tests.expect(f"{what}: every one is refused",
                 status == 0 and len(refusals) == len(names), (status, out[-800:], digest))
    tests.expect(f"{what}: nothing was changed", "[1, 2]" in out and digest == expected,
                 (digest, expected))
    text = " ".join(out.split())
    for sentence in sentences:
        tests.expect(f"{what}: it says {sentence!r}", sentence in text, out)


def check_altered(tests):
    whole = tests.path("one").read_bytes()
    dice = random.Random(11)
    for first in range(0, ALTERED, 100):
        names = []
        for number in range(first, first + 100):
            raw = bytearray(whole)
            # The head and the tail are tried byte by byte, the rest at random.
            place = (number if number < 150 else len(raw) - 1 - (number - 150) if number < 250
                     else dice.randrange(len(raw)))
            raw[place] ^= 1 << dice.randrange(8) if number % 2 else dice.randrange(1, 256)
            names.append(f"altered{number}")
            tests.path(names[-1]).write_bytes(raw)
        check_refused(tests, f"altered, from {first}", names)
        for name in names:
            tests.path(name).unlink()
    places = [*range(40), *(len(whole) - 1 - i for i in range(40)),
              *(dice.randrange(len(whole)) for _ in range(CUT - 80))]
    names = []
    for place in places:
        names.append(f"cut{place}")
        tests.path(names[-1]).write_bytes(whole[:place])
    check_refused(tests, "cut off", names, ["it is cut off", "it is empty"])
    tests.path("longer").write_bytes(whole + b"\n")
    tests.path("twice").write_bytes(whole + whole)
    check_refused(tests, "too long", ["longer", "twice"], ["it was altered since it was saved"])


def check_others(tests):
    tests.path("text").write_text("a = 1\n")
    tests.path("empty").write_bytes(b"")
    tests.path("folder").mkdir()
    tests.path("link").symlink_to("nowhere")
    check_refused(tests, "no session", ["text", "folder", "link", "missing", "/dev/null",
                                        "/dev/zero", "empty"],
                  ["it is no saved session", "it is a folder", "there is no such file",
                   "it is no ordinary file", "it is empty"])
    check_refused(tests, "another heap", ["one"], ["another size of the heap"],
                  ["--heap-limit", "128M"])
    raw = tests.path("one").read_bytes()
    other = bytearray(raw)
    other[raw.index(b"-", 24)] = ord("!")  # in the name of the build, such as release-123
    other[-8:] = digest_of(bytes(other[:-8]))
    tests.path("other").write_bytes(other)
    check_refused(tests, "another build", ["other"], ["saved it, and this is Ouro"])
    if os.geteuid() != 0:
        shutil.copy(tests.path("one"), tests.path("closed"))
        tests.path("closed").chmod(0)
        check_refused(tests, "a closed file", ["closed"], ["the system does not allow it"])


def digest_of(raw):
    """The checksum at a file's end, as base/pack.c makes it."""
    mask = (1 << 64) - 1
    digest = len(raw)
    for at in range(0, len(raw), 8):
        unit = int.from_bytes(raw[at:at + 8], "little")
        digest = ((digest << 7 | digest >> 57) & mask ^ unit) * 0x9E3779B97F4A7C15 & mask
    return digest.to_bytes(8, "little")


def check_saving(tests):
    whole = tests.path("one").read_bytes()
    before = sorted(os.listdir(tests.folder))

    def small_disk():
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))

    status, out, _ = tests.talk(PROGRAM + ">>> :save one\n>>> print(len(d))\n",
                                preexec_fn=small_disk)
    tests.expect("a full disk is told of", status == 0 and "can't save to one" in out, out)
    tests.expect("and the session goes on", out.rstrip().endswith("500"), out)
    tests.expect("what was saved before is whole", tests.path("one").read_bytes() == whole)
    tests.expect("and nothing is left beside it", sorted(os.listdir(tests.folder)) == before)
    _, out, _ = tests.talk(">>> :save text\n>>> :save folder\n>>> :save /dev/null\n"
                           ">>> :save none/x\n")
    tests.expect("what is no session is not written over",
                 out.count("can't save") == 4 and tests.path("text").read_text() == "a = 1\n", out)
    tests.path("pointer").symlink_to("target")
    tests.talk(">>> a = 1\n>>> :save target\n>>> b = 2\n>>> :save pointer\n")
    _, out, _ = tests.talk(">>> :load target\n>>> b\n")
    tests.expect("a link stays one", tests.path("pointer").is_symlink() and "\n2" in out, out)


def main():
    tests = Tests(sys.argv[1])
    try:
        check_round_trip(tests)
        check_altered(tests)
        check_others(tests)
        check_saving(tests)
    finally:
        shutil.rmtree(tests.folder)
    print(f"{tests.passed} passed, {tests.failed} failed")
    return 1 if tests.failed else 0


if __name__ == "__main__":
    sys.exit(main())
