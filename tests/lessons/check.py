#!/usr/bin/env python3
"""Lessons run without a person, and what is wrong with one is said by file and line.

    check.py BUILD            ends with `N passed, N failed`
    check.py BUILD --record   writes what is said of tests/lessons/bad/*.md beside them

    lessons/*.md               `ouro check` finds nothing wrong; the course keeps its own rules
    docs/lesson-format.md      the lesson in it is one
    lessons/demonstrations/    nothing is wrong with what teachers show
    good/*.md                  what the course does not ask: nothing is wrong with them
    bad/NAME.md                malformed or failing lessons: refused with NAME.txt, word for word
    --update                   writes outputs and nothing else, and nothing when asked again
    cut off and mutated        any beginning of a lesson, and any of many changes to it, ends in an
                               answer
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BAD = Path("tests/lessons/bad")
SECONDS = 60
MUTATIONS = 150
BLOCK = re.compile(r"^```python show[^\n]*\n(.*?)^```$", re.S | re.M)
EXAMPLE = re.compile(r"^`````markdown\n(.*?)^`````$", re.S | re.M)


class Check:
    def __init__(self, build):
        self.ouro = str(Path(build).resolve() / "ouro")
        self.passed, self.problems = 0, []

    def run(self, *arguments, folder=ROOT):
        try:
            done = subprocess.run([self.ouro, "check", *map(str, arguments)], cwd=folder,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS,
                                  check=False)
        except subprocess.TimeoutExpired:
            return "timeout", "", ""
        return (done.returncode, done.stdout.decode("utf-8", "backslashreplace"),
                done.stderr.decode("utf-8", "backslashreplace"))

    def expect(self, holds, problem):
        if holds:
            self.passed += 1
        else:
            self.problems.append(problem)

    def finish(self):
        for problem in self.problems:
            print(problem)
        print(f"{self.passed} passed, {len(self.problems)} failed")
        return 1 if self.problems else 0


def without_outputs(text):
    """A lesson as somebody would write it who lets Ouro write what appears."""

    def strip(match):
        kept, in_statement = [], False
        for line in match[1].split("\n")[:-1]:
            in_statement = line.startswith(">>>") or (in_statement and line.startswith("..."))
            if in_statement or line.startswith("<<<"):
                kept.append(line)
        head = match[0][:match.start(1) - match.start(0)]
        return head + "".join(line + "\n" for line in kept) + "```"

    return BLOCK.sub(strip, text)


def check_course(check, lessons):
    for path in lessons:
        status, out, err = check.run(path.relative_to(ROOT))
        check.expect(status == 0, f"{path.name}: status {status}\n{out}{err}")
        text = path.read_text(encoding="utf-8")
        name = path.name
        kinds = re.findall(r"^```(?:python|text) (\w+) id=", text, flags=re.M)
        minutes = int(re.search(r"^- minutes: (\d+)$", text, flags=re.M)[1])
        check.expect(kinds.count("do") >= 2, f"{name}: fewer than two tasks")
        check.expect("predict" in kinds, f"{name}: nothing is to be predicted")
        check.expect(8 <= minutes <= 15, f"{name}: {minutes} minutes")
        last = re.split(r"^## ", text, flags=re.M)[-1]
        check.expect(len(re.findall(r"^\d\. ", last, flags=re.M)) == 3,
                     f"{name}: it does not end with three sentences to take away")


def check_good(check, lessons):
    for path in lessons:
        found = check.run(path.relative_to(ROOT))
        check.expect(found[0] == 0, f"{path.name}: {found}")


def check_bad(check, record):
    for path in sorted((ROOT / BAD).glob("*.md")):
        expected = path.with_suffix(".txt")
        status, out, err = check.run(BAD / path.name)
        if record:
            expected.write_text(out, encoding="utf-8")
        wanted = expected.read_text(encoding="utf-8") if expected.exists() else "(nothing recorded)"
        check.expect(status == 1 and out == wanted and err == "",
                     f"{path.name}: status {status}\n{out}{err}--- expected\n{wanted}")


def check_arguments(check, folder):
    for arguments, status in (((), 2), (("--update",), 2), (("--nonsense", "x.md"), 2),
                              (("nowhere.md",), 2), ((".",), 2)):
        found = check.run(*arguments, folder=folder)
        said = found[1] + found[2]
        check.expect(found[0] == status and said.endswith("\n"), f"{arguments}: {found}")
    for name, content in (("utf8.md", b"# T\n\n\xff\n"), ("control.md", b"# T\n\n\x1b[31m\n"),
                          ("nul.md", b"# T\0\n"), ("large.md", b"x" * 2_000_000)):
        (folder / name).write_bytes(content)
        found = check.run(name, folder=folder)
        check.expect(found[0] == 1 and found[1].startswith(f"{name}:"), f"{name}: {found}")


def check_update(check, lessons, folder):
    """From nothing, with another output, and with another end of lines."""
    for path in lessons:
        text = path.read_bytes()
        bare = without_outputs(text.decode("utf-8")).encode("utf-8")
        for name, start, wanted in (
                ("bare", bare, text),
                ("crlf", bare.replace(b"\n", b"\r\n"), text.replace(b"\n", b"\r\n")),
                ("other", text.replace(b"refs 1", b"refs 7").replace(b"True\n", b"x\ny\n"), None)):
            copy = folder / f"{name}-{path.name}"
            copy.write_bytes(start)
            first = check.run(copy.name, "--update", folder=folder)
            made = copy.read_bytes()
            # What `<...>` stands for cannot come back.
            exact = wanted is not None and b"<...>" not in text
            check.expect(first[0] == 0 and (not exact or made == wanted),
                         f"--update of {copy.name}: {first}\n{made.decode('utf-8')}")
            again = check.run(copy.name, "--update", folder=folder)
            check.expect(again[0] == 0 and copy.read_bytes() == made and "written" not in again[1],
                         f"--update again of {copy.name}: {again}")
            check.expect(check.run(copy.name, folder=folder)[0] == 0, f"{copy.name} afterwards")
    check.expect(not list(folder.glob("*.new*")), "--update leaves files behind")


def check_update_bad(check, folder):
    """An output that would end its block is not written; with dots, what matches stays."""
    head = "# T\n\n- format: 1\n- minutes: 5\n\n"
    fence = head + "```python show id=a\n>>> print('```')\n```\n"
    (folder / "fence.md").write_text(fence, encoding="utf-8")
    found = check.run("fence.md", "--update", folder=folder)
    check.expect(found[0] == 1 and "would end the block" in found[1] and
                 (folder / "fence.md").read_text(encoding="utf-8") == fence, f"fence: {found}")
    dots = head + "```python show id=a live=off\n>>> for i in 1, 2, 3: print('at', i)\n...\nat <...>\nx\nat 3\n```\n"
    (folder / "dots.md").write_text(dots, encoding="utf-8")
    found = check.run("dots.md", "--update", folder=folder)
    check.expect(found[0] == 0 and (folder / "dots.md").read_text(encoding="utf-8") ==
                 dots.replace("\nx\n", "\nat 2\n"), f"dots: {found}")


def mutated(text):
    lines = text.split("\n")
    for end in range(len(lines)):
        yield f"cut at {end}", "\n".join(lines[:end])
    chance = random.Random(11)
    for number in range(MUTATIONS):
        changed = list(lines)
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(changed))
            what = chance.randrange(4)
            if what == 0:
                del changed[place]
            elif what == 1:
                changed.insert(place, chance.choice(lines))
            elif what == 2:
                changed[place] = changed[place][:chance.randrange(len(changed[place]) + 1)]
            else:
                changed[place] = changed[place].replace(" ", chance.choice("`-#=:"), 1)
        yield f"mutation {number}", "\n".join(changed)


def check_mutated(check, text, folder):
    for name, changed in mutated(text):
        (folder / "changed.md").write_text(changed, encoding="utf-8")
        status, out, err = check.run("changed.md", folder=folder)
        check.expect(status in (0, 1) and out.startswith("changed.md:") and err == "",
                     f"{name}: status {status}\n{out}{err}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    check = Check(options.build)
    lessons = sorted((ROOT / "lessons").glob("*.md"))
    example = EXAMPLE.search((ROOT / "docs/lesson-format.md").read_text(encoding="utf-8"))[1]
    check_bad(check, options.record)
    check_course(check, lessons)
    good = sorted((ROOT / "tests/lessons/good").glob("*.md"))
    check_good(check, good)
    check_good(check, sorted((ROOT / "lessons/demonstrations").glob("*.md")))
    small = [path for path in good if path.stem != "large"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "example.md").write_text(example, encoding="utf-8")
        found = check.run("example.md", folder=folder)
        check.expect(found[0] == 0, f"the lesson of docs/lesson-format.md: {found}")
        check_arguments(check, folder)
        check_update(check, [*lessons, *small, folder / "example.md"], folder)
        check_update_bad(check, folder)
        check_mutated(check, example, folder)
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
