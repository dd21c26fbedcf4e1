"""Runs programs and takes their time; says what machine this is."""

import os
import pathlib
import platform
import subprocess
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAMS = HERE / "programs"
PYTHON = os.environ.get("OURO_ORACLE", "/usr/bin/python3")
LUA = os.environ.get("OURO_LUA", "lua5.4")


class Run(NamedTuple):
    status: int
    cpu: float  # seconds, user and system, start-up included
    wall: float  # seconds
    peak: int  # KiB that were resident at most


def watch(build, command, runs=1, stdin=b""):
    """Runs a command some times by `stopwatch`: its standard output, and a Run for each."""
    with tempfile.NamedTemporaryFile("r", suffix=".report") as report:
        stopwatch = str(pathlib.Path(build) / "bench" / "stopwatch")
        done = subprocess.run([stopwatch, report.name, str(runs), *command], input=stdin,
                              stdout=subprocess.PIPE, check=True)
        rows = [line.split() for line in report]
    return done.stdout, [Run(int(status), int(cpu) / 1e6, int(wall) / 1e6, int(peak))
                         for status, cpu, wall, peak in rows]


def first_line(*command):
    """What a command prints first, or "" where there is none."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False)
    except OSError:
        return ""
    return (done.stdout.decode("utf-8", "replace").splitlines() or [""])[0]


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def system():
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        return platform.system()


def machine(ouro):
    """What figures depend on, for people: a dict of texts."""
    return {
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "system": f"{system()}, {platform.machine()}",
        "ouro": f"{first_line(str(ouro), '--version')}, "
                f"{first_line('git', '-C', str(ROOT), 'describe', '--always', '--dirty')}",
        "compiler": first_line("gcc", "--version"),
        "python3": first_line(PYTHON, "--version"),
        "lua": first_line(LUA, "-v").split("  ")[0],
    }
