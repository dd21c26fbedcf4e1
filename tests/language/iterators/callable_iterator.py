# iter(callable, sentinel) calls until the sentinel comes.
import sys
n = 0
def count():
    global n
    n += 1
    if n == 9: raise StopIteration
    if n == 12: raise ValueError("twelve")
    return n
print(list(iter(count, 5)), list(iter(count, 100)))
steps = iter(count, 100)
print(next(steps), next(steps))
try: next(steps)
except ValueError as e: print(e)
print(next(steps))
class Ends:
    def __eq__(self, other): print("eq", other); return other == 15
    def __del__(self): print("sentinel gone")
steps = iter(count, Ends())
print(list(steps))
print(next(steps, "still at the end"))
print(type(steps).__name__)
try: iter(1, 2)
except TypeError as e: print(e)
