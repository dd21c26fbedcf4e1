#!/usr/bin/env python3
# Two names
# for one list.

a = [1, 2]
b = a; c = b  # on one line

# A class, which is
# an object too.
def nothing(x):
    return x

@nothing
class Node:
    def __init__(self, next):

        self.next = next


n = Node(None)
m = Node(n)
n.next = m
text = """in
# two lines"""
del n, m

# That is all.
