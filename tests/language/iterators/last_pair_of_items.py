# An iterator over items keeps the last pair until it gives the next.
import sys
class X:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
d = {1: X("one"), 2: X("two"), 3: X("three")}
for key, value in d.items(): print(key, sys.getrefcount(value))
for pair in d.items(): print(sys.getrefcount(pair), sys.getrefcount(pair[1]))
value = pair = None
steps = iter(d.items())
print(next(steps)[0])
d[1] = None
print("one is held by the pair")
print(next(steps)[0])
d.clear()
print("cleared")
try: next(steps)
except RuntimeError as e: print(e)
steps = None
print("end")
