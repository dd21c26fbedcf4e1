# enumerate() counts from any number, and keeps its last pair until the next.
import sys
class X:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)

items = [X("a"), X("b"), X("c")]
for i, x in enumerate(items):
    print(i, x.name, sys.getrefcount(x))
for pair in enumerate(items, 5):
    print(pair[0], sys.getrefcount(pair), sys.getrefcount(pair[1]))
x = pair = None
steps = enumerate(items)
items = None
first = next(steps)
print("first", first[0])
first = None
print("second", next(steps)[0])
print("third", next(steps)[0])
print(next(steps, "end"))
steps = None
print("after")

class Seven:
    def __index__(self): return 7
print(list(enumerate("ab", Seven())), list(enumerate("ab", start=-1)), list(enumerate("ab", True)))
for wrong in (1, None):
    try: enumerate(wrong)
    except TypeError as e: print(e)
try: enumerate([], 1.5)
except TypeError as e: print(e)
print(enumerate, type(enumerate([])).__name__, iter(steps := enumerate([])) is steps)
