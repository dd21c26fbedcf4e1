# An exception holds its arguments, and by its traceback the frames it went through.
import sys
a = []
e = ValueError(a)
print(sys.getrefcount(a), sys.getrefcount(e), e.args[0] is a)
del e
print(sys.getrefcount(a))
try:
    raise ValueError(a, a)
except ValueError as caught:
    print(sys.getrefcount(a), sys.getrefcount(caught), len(caught.args))
    kept = caught
print(sys.getrefcount(a), sys.getrefcount(kept))
del kept
print(sys.getrefcount(a))
def deep(x, n):
    if n == 0:
        raise KeyError("deep")
    deep(x, n - 1)

try:
    deep(a, 3)
except KeyError as caught:
    print("four frames", sys.getrefcount(a))
    kept = caught
print("kept", sys.getrefcount(a))
kept.__traceback__ = None
print("traceback dropped", sys.getrefcount(a))
def holds_its_own(x):
    try:
        raise ValueError(x)
    except ValueError as e:
        pass
    return sys.getrefcount(x)

print(holds_its_own(a), sys.getrefcount(a))
