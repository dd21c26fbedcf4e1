# Formatting leaves no reference behind, and what needs no change is the same string.
import sys

text = "".join(["some", " text"])
box = [text]


def count(thing):
    return sys.getrefcount(thing)


before = count(text)
same = f"{text}"
print(same is text, count(text) - before)
other = f"{text!s}"
print(other is text, count(text) - before)
cut = f"{text:.4}"
print(cut, cut is text, f"{text:3}" is text, count(text) - before)
both = f"{text}{text}"
print(both, count(text) - before, count(both))
print("%s" % text is text, "{}".format(text) is text, format(text) is text, format(text, "s") is text)
del same, other
print(count(text) - before)
print(f"{box}", count(box), count(text) - before)


class Node:
    pass


n = Node()
print(count(n), f"{n.__class__.__name__}", count(n))
for i in range(3):
    f"{n}{n!r:>50}"
    "%s" % n
    "{0}{0!r}".format(n)
print(count(n))
