"""Runs pieces of a program one after the other and times each: timed_bench.c for CPython.

It imports nothing but `sys` and `time`, so that its heap is as small as it can be.
"""

import sys
import time


def run(text):
    names = {"__name__": "__main__"}
    for piece in text.split("\n%%\n"):
        start = time.process_time_ns()
        exec(compile(piece, "<piece>", "exec"), names)
        print(time.process_time_ns() - start, file=sys.__stdout__)


text = sys.stdin.read()
sys.stdout = sys.stderr
run(text)
