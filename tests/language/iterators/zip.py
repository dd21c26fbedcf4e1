# zip() stops at the shortest, reuses its tuple when nobody holds it, and can be strict.
import sys
class X:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)

items = [X("a"), X("b"), X("c")]
for x, y in zip(items, items): print(x.name, sys.getrefcount(x))
for pair in zip(items, [1, 2]): print(sys.getrefcount(pair), sys.getrefcount(pair[0]))
x = y = pair = None
both = zip(items, "xy")
items = None
print(next(both)[1])
print(next(both)[1])
print(next(both, "end"))
both = None
print("after")
print(list(zip()), list(zip("abc")), list(zip([1, 2, 3], "ab", range(9))))
def strict(*iterables):
    try: print(list(zip(*iterables, strict=True)))
    except ValueError as e: print(e)
strict([1], [2]); strict([1], [1, 2]); strict([1, 2], [1]); strict([1, 2], [1, 2], [1]); strict([1], [1], [1, 2]); strict()
try: zip([], 1)
except TypeError as e: print(e)
try: zip(foo=1)
except TypeError as e: print(e)
