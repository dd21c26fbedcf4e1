# *args is a tuple and **kwargs a dict: both hold what was passed.
import sys
def stars(*args):
    return sys.getrefcount(args[0]), sys.getrefcount(args)

def named(**kwargs):
    return sys.getrefcount(kwargs["x"]), sys.getrefcount(kwargs)

def default(x=[]):
    return sys.getrefcount(x)

def keyword_only(*, x):
    return sys.getrefcount(x)

a = []
print(stars(a), stars(a, a), stars([]))
print(named(x=a), named(x=a, y=a), named(x=[]))
print(keyword_only(x=a), keyword_only(x=[]))
print(default(), default(a), default([]), default())
print(sys.getrefcount(a))
kept = None
def keep(*args, **kwargs):
    global kept
    kept = args, kwargs

keep(a, a, k=a)
print(sys.getrefcount(a), sys.getrefcount(kept), sys.getrefcount(kept[0]), sys.getrefcount(kept[1]))
kept = None
print(sys.getrefcount(a))
pair = [a, a]
first, *rest = pair
print(sys.getrefcount(a), sys.getrefcount(rest), sys.getrefcount(first))
