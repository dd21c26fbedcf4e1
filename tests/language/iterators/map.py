# map() calls its function with one item of each iterable, lazily.
import sys
class X:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)

def seen(x, *rest):
    print("call", x.name, sys.getrefcount(x))
    return x
items = [X("a"), X("b")]
calls = map(seen, items)
print("made")
for x in calls: print(x.name, sys.getrefcount(x))
for x in map(seen, items, "pq"): print(sys.getrefcount(x))
x = None
items.clear()
print(list(map(lambda a, b: a * b, [1, 2, 3], (4, 5))), list(map(str, range(3))))
def fail(x):
    if x == 2: raise KeyError(x)
    if x == 4: raise StopIteration
    return x
calls = map(fail, [1, 2, 3, 4, 5])
print(next(calls))
try: next(calls)
except KeyError as e: print("KeyError", e)
print(list(calls), list(calls))
for wrong in ((), (len,), (len, 1)):
    try: map(*wrong)
    except TypeError as e: print(e)
try: next(map(1, [1]))
except TypeError as e: print(e)
