# filter() keeps what its function, or truth, says yes to.
import sys
class X:
    def __init__(self, name, good=True): self.name = name; self.good = good
    def __del__(self): print("del", self.name)
    def __bool__(self): return self.good

def seen(x):
    print("call", x.name, sys.getrefcount(x))
    return x.good
items = [X("a"), X("b", False), X("c")]
for x in filter(seen, items): print(x.name, sys.getrefcount(x))
for x in filter(None, items): print(x.name, sys.getrefcount(x))
for x in filter(bool, items): print(x.name)
x = None
def fresh():
    global left
    left -= 1
    return X(str(left), left % 2 == 0)
left = 5
kept = filter(None, iter(fresh, None))
print(next(kept).name)
print(next(kept).name)
class Bad:
    def __bool__(self): return 3
try: next(filter(None, [Bad()]))
except TypeError as e: print(e)
try: filter(None)
except TypeError as e: print(e)
try: filter(None, 1)
except TypeError as e: print(e)
