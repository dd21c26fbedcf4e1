# A recursion without end stops with RecursionError, which can be caught; then all goes on.
import sys
def forever(n):
    return forever(n + 1)

try:
    forever(0)
except RecursionError as e:
    print("caught", e)
def count(n):
    if n == 0:
        return 0
    return 1 + count(n - 1)

print(count(500))
try:
    count(100000)
except RecursionError as e:
    print(type(e).__name__, isinstance(e, RuntimeError))
print(count(900))
sys.setrecursionlimit(5000)
print(count(4000), sys.getrecursionlimit())
sys.setrecursionlimit(1000)
try:
    count(4000)
except RecursionError:
    print("again")
def ping(n): return pong(n)
def pong(n): return ping(n)
for i in range(3):
    try:
        ping(i)
    except RecursionError as e:
        print(i, e)
nested = []
for i in range(100000):
    nested = [nested]
try:
    repr(nested)
except RecursionError as e:
    print(e)
