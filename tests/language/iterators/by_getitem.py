# What has __getitem__ and no __iter__ is iterated over by index until IndexError.
class Squares:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError(i)
        return i * i
print(list(Squares(4)), 9 in Squares(5), 10 in Squares(5), sum(Squares(4)), sorted(Squares(3)), max(Squares(3)))
a, b, *c = Squares(4)
print(a, b, c, [*Squares(2)], dict(zip(Squares(2), "xy")))
steps = iter(Squares(2))
print(next(steps), next(steps), next(steps, "end"), next(steps, "end"), type(steps).__name__)
class Stops:
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        return i
print(list(Stops()))
class Fails:
    def __getitem__(self, i): raise KeyError(i)
try: list(Fails())
except KeyError as e: print("KeyError", e)
try: a, b = Fails()
except KeyError as e: print("KeyError", e)
class Never:
    __iter__ = None
    def __getitem__(self, i): return i
for ask in (iter, list, lambda n: 3 in n):
    try: ask(Never())
    except TypeError as e: print(e)
class Hidden:
    __contains__ = None
    def __iter__(self): return iter([3])
try: 3 in Hidden()
except TypeError as e: print(e)
