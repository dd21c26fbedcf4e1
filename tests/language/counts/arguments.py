# A parameter is one more name while the call lasts.
import sys
def count(x):
    return sys.getrefcount(x)

def count_twice(x):
    y = x
    return sys.getrefcount(x), sys.getrefcount(y)

def pass_on(x):
    return count(x)

def pass_on_deeper(x):
    return pass_on(x)

def dropped(x):
    before = sys.getrefcount(x)
    del x
    return before

def rebound(x, kept):
    x = None
    return sys.getrefcount(kept)

a = []
print(sys.getrefcount(a), count(a), count_twice(a), pass_on(a), pass_on_deeper(a), dropped(a), rebound(a, a))
print(count([]), pass_on([]), dropped({}), count((a,)), sys.getrefcount(a))
print(count(x=a), pass_on(x=a), sys.getrefcount(a))
print((lambda x: sys.getrefcount(x))(a), (lambda x: count(x))(a))
b = [a]
print(count(b[0]), count(b), count(b.copy()), sys.getrefcount(a))
def identity(x):
    return x

print(sys.getrefcount(identity(a)), sys.getrefcount(identity([])), identity(identity(a)) is a)
a = identity(a)
print(sys.getrefcount(a))
