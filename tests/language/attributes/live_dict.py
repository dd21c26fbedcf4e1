# __dict__ of an instance is live: it and the attributes are one.
import sys


class Node:
    def __init__(self, value):
        self.value = value


n = Node(1)
d = n.__dict__
print(d, d is n.__dict__, vars(n) is d)
n.next = None
d["extra"] = [1]
print(n.extra, d)
n.extra.append(2)
del n.value
print(d, "value" in d, len(d))
d.clear()
try:
    n.next
except AttributeError as e:
    print(e)
n.again = 5
print(d, sys.getrefcount(d))
n.__dict__ = {"other": 1}
print(n.other, n.__dict__, d, sys.getrefcount(d))
try:
    n.__dict__ = 3
except TypeError as e:
    print(e)
print(vars(Node(4)))
m = Node(5)
m.method = lambda: "own"
print(m.method())


class Call:
    def method(self):
        return "class"


c = Call()
for i in range(3):
    print(c.method())
    if i == 1:
        c.__dict__["method"] = lambda: "instance"
try:
    object().__dict__
except AttributeError as e:
    print(e)
