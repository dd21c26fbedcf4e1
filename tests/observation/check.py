#!/usr/bin/env python3
"""Holds what `ouro --observe json` and `--json` write to the tables of observation.def.

    check.py BUILD     ends with `N passed, N failed`

A sample of the language tests runs observed. Every line must be JSON; what the program prints and
its status must be as without; some moments of each program are checked member by member, and
whether they agree with themselves: refs are what edges and roots sum to, and every object lies in
a block of an area.
"""

import argparse
import bisect
import concurrent.futures
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from schema import ROOT, Schema  # noqa: E402

TIMEOUT = 300
EVERY = 12  # of the language tests; and the first of each folder
SCHEMA = Schema()

CONVERSATION = """
>>> class Node: pass
...
>>> a = Node(); a.next = Node(); a.next.back = a
>>> pair = (a, a); d = {'k': a, 5.5: [a]}; s = {'text'}
>>> big = 10 ** 400
>>> odd = "\\ud800 \\x00 \\x7f \\u2028 \\U0001F600"
>>> :set trace on
>>> rows = [[n] * 3 for n in range(40)]
>>> :refcount a --json
>>> :refcount 5 --json
>>> :refcount rows[0] --json
>>> :why a.next.back --json
>>> :why rows[3] --json
>>> :why None --json
>>> :heap --json
>>> :heap a --json
>>> :heap big --json
>>> :pools --json
>>> :types --json
>>> :graph --json
>>> :graph a pair --json
>>> :top --json
>>> :gc stats --json
>>> :mark here
>>> del a, pair, d
>>> :diff --json
>>> :diff here --json
>>> :why dict#1 --json
>>> :refcount Node#2 --json
>>> :why Node#2 --json
>>> :history --json
>>> :refcount nothing --json
>>> :gc --json
>>> keep = []
>>> for n in range(50): keep.append([n, 1.5 * n])
...
>>> for n in range(50): keep.append([n, 2.5 * n])
...
>>> try:
...     1 / 0
... except ZeroDivisionError as error:
...     kept = error
...
>>> :leaks --json
>>> :leaks here --json
"""


def run(command, **extra):
    environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=environment,
                          timeout=TIMEOUT, check=False, **extra)


def sums_of(moment):
    """Yields where a moment does not agree with itself."""
    refs = Counter(edge["held"] for edge in moment["edges"])
    refs.update(root["held"] for root in moment["roots"])
    ids = [one["id"] for one in moment["objects"]]
    if ids != sorted(set(ids)):
        yield "objects are not in order of id"
    known = set(ids)
    for one in moment["objects"]:
        if refs[one["id"]] != one["refs"]:
            yield f"{one['label']} has {one['refs']} refs; {refs[one['id']]} lead to it"
    for edge in moment["edges"]:
        if edge["holder"] not in known or edge["held"] not in known:
            yield f"an edge leads from or to nothing: {edge}"
    for name in moment["names"]:
        if name["held"] not in known:
            yield f"{name['name']} stands for nothing"
    if moment["heap"]["objects"] != len(ids):
        yield "heap.objects is wrong"
    yield from places_of(moment)


def places_of(moment):
    areas = moment["areas"]
    starts = [area["start"] for area in areas]
    if starts != sorted(set(starts)):
        yield "areas are not in order"
    taken = Counter()
    for one in moment["objects"]:
        blocks = [(one["id"], one["bytes"])]
        if one["buffer"] is not None:
            blocks.append((one["buffer"], one["buffer_bytes"]))
        for block, size in blocks:
            at = bisect.bisect_right(starts, block) - 1
            area = areas[at]
            offset = block - (area["first"] or 0)
            if area["first"] is None or offset % area["block_bytes"] or size > area["block_bytes"]:
                yield f"{one['label']} lies in no block"
                continue
            number = offset // area["block_bytes"]
            taken[at] += 1
            if number >= area["carved"] or any(ghost["block"] == number
                                               for ghost in area["ghosts"]):
                yield f"{one['label']} lies in a block that is free"
    for at, count in taken.items():
        if count > areas[at]["used"]:
            yield f"more objects than blocks in the area at {starts[at]}"


def check_moment(moment):
    return [*SCHEMA.problems(moment, "moment"), *sums_of(moment)]


def head_of(line):
    """The members up to the names, of a line that is too long to read whole each time."""
    end = line.find(b',"events_left_out":')
    return json.loads(line if end < 0 else line[:end] + b"}")


def check_lines(lines, plain):
    """What is wrong with the lines of one program; `plain` is its run without --observe."""
    heads = [head_of(line) for line in lines]
    printed = {"out": [], "error": []}
    for number, head in enumerate(heads):
        kind = head["line"]
        if kind == "moment" and (head["number"] == 0) != (head["statement"] is None):
            yield "a moment without a statement, or the other way round"
        yield from SCHEMA.problems(head["events"], "list of event", f"line {number}")
        for event in head["events"]:
            if event["kind"] == "output":
                printed[event["stream"]].append(event["text"])
            elif event["kind"] == "error":
                printed["error"].append(event["text"])
    out = plain.stdout.decode("utf-8", "replace")
    if "".join(printed["out"]) != out:
        yield "it prints something else when it is observed"
    if "".join(printed["error"]) != plain.stderr.decode("utf-8", "replace"):
        yield "it reports something else when it is observed"
    moments = [line for line, head in zip(lines, heads) if head["line"] == "moment"]
    numbers = [head["number"] for head in heads if head["line"] == "moment"]
    if numbers != list(range(len(numbers))):
        yield f"moments are numbered {numbers}"
    for line in {0: moments[0], 1: moments[len(moments) // 2], 2: moments[-1]}.values():
        yield from check_moment(json.loads(line))
    if heads[-1] != {"line": "end", "status": plain.returncode & 255, "events": heads[-1]["events"]}:
        yield f"the last line is {heads[-1]}"


def check_program(build, path):
    plain = run([build / "ouro", path], stdin=subprocess.DEVNULL)
    observed = run([build / "ouro", "--observe", "json", path], stdin=subprocess.DEVNULL)
    if observed.stderr:
        return [f"something on standard error: {observed.stderr[:200]!r}"]
    if observed.returncode != plain.returncode:
        return [f"status {observed.returncode}, not {plain.returncode}"]
    return list(check_lines(observed.stdout.splitlines(), plain))


def check_conversation(build):
    done = run([build / "ouro"], input=CONVERSATION.encode())
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")]
    wrong = [problem for answer in answers for problem in SCHEMA.problems(answer, "answer")]
    asked = [line for line in CONVERSATION.split("\n") if line.endswith("--json")]
    if len(answers) != len(asked):
        wrong.append(f"{len(asked)} questions, {len(answers)} answers")
    failed = [answer["command"] for answer in answers if answer["error"] is not None]
    if failed != ["refcount", "gc"]:
        wrong.append(f"without an answer: {failed}")
    missing = set(SCHEMA.answers) - {answer["command"] for answer in answers}
    if missing:
        wrong.append(f"never asked: {missing}")
    for answer in answers:
        body = answer["answer"]
        if answer["command"] == "graph":
            ids = {one["id"] for one in body["objects"]}
            ends = {edge[end] for edge in body["edges"] for end in ("holder", "held")}
            ends |= {root["held"] for root in body["roots"]}
            if not ends <= ids or not body["edges"]:
                wrong.append("the graph has loose ends")
        if answer["command"] == "refcount" and body is not None:
            total = sum(row["count"] for row in body["holders"])
            if total != body["object"]["refs"]:
                wrong.append(f"{answer['argument']}: holders sum to {total}")
    return wrong


def check_endless(build):
    """A program that prints for ever is written on the way, and a mistake is told at the end."""
    command = [build / "ouro", "--observe", "json", "-c", "for i in range(100000): print('line', i)"]
    lines = [json.loads(line) for line in run(command).stdout.splitlines()]
    texts = [event["text"] for line in lines for event in line["events"]
             if event["kind"] == "output"]
    wrong = []
    if "".join(texts) != "".join(f"line {i}\n" for i in range(100000)):
        wrong.append("the output is not whole")
    if sum(line["line"] == "output" for line in lines) < 10:
        wrong.append("the output came at once")
    for line in lines:
        wrong += SCHEMA.problems(line, line["line"])
    lines = [json.loads(line)
             for line in run([build / "ouro", "--observe", "json", "-c", "a = = 1"]).stdout.splitlines()]
    if [line["line"] for line in lines] != ["moment", "end"] or \
            lines[-1]["events"][-1]["message"] != "SyntaxError: invalid syntax":
        wrong.append("a mistake is not told in the last line")
    return wrong


def check_example():
    """The example of the document is a moment, save that most of what it speaks of is left out."""
    text = (ROOT / "docs" / "observation.md").read_text(encoding="utf-8")
    moment = json.loads(text.split("```json\n")[1].split("```")[0])
    return list(SCHEMA.problems(moment, "moment"))


def sample():
    paths = sorted((ROOT / "tests" / "language").rglob("*.py"))
    chosen = set(paths[::EVERY])
    for folder in sorted({path.parent for path in paths}):
        chosen.add(min(path for path in paths if path.parent == folder))
    return [path.relative_to(ROOT) for path in sorted(chosen)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    build = Path(parser.parse_args().build).resolve()
    tasks = [("answers", check_conversation, (build,)), ("output", check_endless, (build,))]
    tasks += [("docs/observation.md", check_example, ())]
    tasks += [(str(path), check_program, (build, path)) for path in sample()]
    passed = failed = 0
    with concurrent.futures.ProcessPoolExecutor() as pool:
        results = [(name, pool.submit(check, *arguments)) for name, check, arguments in tasks]
        for name, result in results:
            wrong = result.result()
            passed += not wrong
            failed += bool(wrong)
            for problem in wrong[:5]:
                print(f"{name}: {problem}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
