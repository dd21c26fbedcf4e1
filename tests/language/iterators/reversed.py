# reversed() of what has an order, and of what says how.
import sys
class X:
    def __init__(self, name): self.name = name
items = [X("a"), X("b")]
for x in reversed(items): print(x.name, sys.getrefcount(x))
print(list(reversed((1, 2, 3))), list(reversed("héb")), list(reversed(range(1, 10, 3))), list(reversed(range(0))))
d = {"a": 1, "b": 2, "c": 3}
del d["b"]
print(list(reversed(d)), list(reversed(d.keys())), list(reversed(d.values())), list(reversed(d.items())))
for thing in ([], (), "", {}, {}.keys(), {}.values(), {}.items(), range(3)):
    print(type(reversed(thing)).__name__, list(reversed(thing)))
class Squares:
    def __len__(self): return 4
    def __getitem__(self, i): print("get", i); return i * i
print(list(reversed(Squares())))
class Own:
    def __reversed__(self): return "anything"
print(reversed(Own()))
class Not:
    __reversed__ = None
class HalfA:
    def __len__(self): return 4
class HalfB:
    def __getitem__(self, i): return i
for wrong in (Not(), HalfA(), HalfB(), 1, None):
    try: reversed(wrong)
    except TypeError as e: print(e)
def grow():
    for key in reversed(d): d[key + "!"] = 1
try: grow()
except RuntimeError as e: print(e)
l = [1, 2, 3, 4]
for x in reversed(l): l.pop(); print(x, l)
