"""Records what CPython 3.11 says to the language tests, or asks it again.

    tests/record.py [FILE.py | FOLDER ...]           writes NAME.out and NAME.err
    tests/record.py --check [FILE.py | FOLDER ...]   reports where CPython now differs

Without paths every program below tests/language is taken. NAME.out holds the whole
standard output. NAME.err exists only for a program that an uncaught exception ends
(status 1), and holds the last line of standard error: what stands above it are places
in files, which are Python's own. Any other status than 0 and 1 is a mistake of the test.

A program that begins with "# differs:" shows one of the few places where Ouro may differ, and
says why; its record is Ouro's own, and CPython is not asked.

CPython is /usr/bin/python3, or what OURO_ORACLE names, and must be 3.11. Strings are
hashed with seed 0, as Ouro hashes them. No test may take longer than TIME_LIMIT seconds.
"""

import os
import pathlib
import subprocess
import sys

TIME_LIMIT = 20
HERE = pathlib.Path(__file__).resolve().parent
ORACLE = os.environ.get("OURO_ORACLE", "/usr/bin/python3")


def find_programs(arguments):
    """The programs that the arguments name, folders searched, in a stable order."""
    programs = []
    for place in [pathlib.Path(a) for a in arguments] or [HERE / "language"]:
        programs += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return programs


def is_oracles(program):
    """Whether CPython decides what the program prints."""
    return not program.read_bytes().startswith(b"# differs:")


def ask_oracle(program):
    """What CPython prints: (output, last line of the error or None, complaint or None)."""
    inherited = {name: value for name, value in os.environ.items()
                 if not name.startswith("PYTHON")}
    environment = dict(inherited, PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8")
    try:
        run = subprocess.run(
            # -E would drop the seed, so only the user's site folder is kept out.
            [ORACLE, "-s", program.name],
            cwd=program.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT,
        )
    except subprocess.TimeoutExpired:
        return b"", None, f"took longer than {TIME_LIMIT} seconds"
    if run.returncode == 0:
        return run.stdout, None, None
    if run.returncode == 1 and run.stderr.strip():
        return run.stdout, run.stderr.rstrip(b"\n").split(b"\n")[-1] + b"\n", None
    return run.stdout, None, f"ended with status {run.returncode}"


def write_or_remove(path, content):
    """Makes the file hold the content, or be absent where the content is None."""
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)


def read_or_none(path):
    return path.read_bytes() if path.exists() else None


def oracle_is_right():
    question = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
    answer = subprocess.run([ORACLE, "-c", question], capture_output=True, text=True)
    return answer.stdout.split() == ["cpython", "3", "11"]


def main(arguments):
    checking = "--check" in arguments
    programs = find_programs([a for a in arguments if a != "--check"])
    if not oracle_is_right():
        print(f"{ORACLE} is not CPython 3.11", file=sys.stderr)
        return 2
    faults = 0
    asked = [program for program in programs if is_oracles(program)]
    for program in asked:
        output, error, complaint = ask_oracle(program)
        out_path, err_path = program.with_suffix(".out"), program.with_suffix(".err")
        if complaint is None and checking:
            if read_or_none(out_path) != output:
                complaint = "standard output differs from the record"
            elif read_or_none(err_path) != error:
                complaint = "the last line of standard error differs from the record"
        if complaint is not None:
            faults += 1
            print(f"{program}: {complaint}")
        elif not checking:
            write_or_remove(out_path, output)
            write_or_remove(err_path, error)
    verb = "checked" if checking else "recorded"
    kept = f", {len(programs) - len(asked)} of Ouro's own kept" if len(asked) < len(programs) else ""
    print(f"{len(asked) - faults} programs {verb}, {faults} at fault{kept}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
