# next() passes a StopIteration on as it was raised, and its default stands in for one.
class Ends:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("the end", 2)
try: next(Ends())
except StopIteration as e: print(e.args, e.value)
print(next(Ends(), "default"), list(Ends()), next(iter([]), None))
try: next(iter([]))
except StopIteration as e: print(e.args)
class Fails:
    def __iter__(self): return self
    def __next__(self): raise KeyError("no")
try: next(Fails(), 1)
except KeyError as e: print(e)
class NotIterator:
    def __iter__(self): return 3
for ask in (iter, list, next, lambda x: [*x]):
    try: ask(NotIterator())
    except TypeError as e: print(e)
class NoNext:
    __next__ = None
    def __iter__(self): return self
try: next(NoNext())
except TypeError as e: print(e)
try: next([])
except TypeError as e: print(e)
next(Ends())
