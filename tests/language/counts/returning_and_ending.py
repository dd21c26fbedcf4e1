# When a call ends its names go; what it returns lives on by whoever takes it.
import sys
def local_only(x):
    y = [x, x]
    z = y
    return sys.getrefcount(x)

def returned(x):
    wrapped = [x]
    return wrapped

a = []
print(local_only(a), sys.getrefcount(a))
returned(a)
print(sys.getrefcount(a))
w = returned(a)
print(sys.getrefcount(a), sys.getrefcount(w))
del w
print(sys.getrefcount(a), sys.getrefcount(returned(a)), sys.getrefcount(returned(a)[0]))
def fails(x):
    y = x
    raise ValueError("no")

try:
    fails(a)
except ValueError:
    print("in handler", sys.getrefcount(a))
print(sys.getrefcount(a))
try:
    fails(a)
except ValueError as e:
    print("in handler", sys.getrefcount(a))
print(sys.getrefcount(a))
def gives_up(x):
    try:
        return sys.getrefcount(x)
    finally:
        del x

print(gives_up(a), sys.getrefcount(a))
