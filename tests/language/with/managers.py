# with: order of calls, counts, suppression, leaving by return, break and continue, and what is no manager.
import sys
class M:
    def __init__(self, n, suppress=False): self.n = n; self.s = suppress
    def __enter__(self):
        print("enter", self.n, sys.getrefcount(self))
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t, repr(v), tb is not None, sys.getrefcount(self), sys.getrefcount(v) if v else 0)
        return self.s
    def __del__(self): print("del", self.n)
with M(1): print("body")
with M(2) as m: print(m.n, sys.getrefcount(m))
del m
with M(3) as a, M(4) as b:
    print(a.n, b.n)
with (M(5) as a, M(6) as b):
    print(a.n, b.n)
print("del a, b")
del a, b
with M(7, True):
    raise ValueError("x")
try:
    with M(8):
        raise ValueError("y")
except ValueError as e:
    print("caught", e)
def f():
    with M(9) as x:
        return x.n
print(f())
def f():
    for i in range(3):
        with M(i) as x:
            if i == 0: continue
            if i == 1: break
    return "end"
print(f())
def f():
    try:
        with M(10), M(11):
            return "r"
    finally:
        print("finally")
print(f())
def f():
    with M(12):
        try:
            return 1
        finally:
            print("inner finally")
print(f())
class Bad: pass
class Bad2:
    def __enter__(self): pass
class Bad3:
    def __exit__(self, *a): pass
for x in (5, Bad(), Bad2(), Bad3(), None):
    try:
        with x: pass
    except TypeError as e: print(e)
class E:
    def __enter__(self): raise KeyError("enter")
    def __exit__(self, *a): print("never")
try:
    with E(): pass
except KeyError as e: print(repr(e))
class X:
    def __enter__(self): return (1, (2, 3))
    def __exit__(self, *a): raise OSError("exit")
try:
    with X() as (p, (q, r)):
        print(p, q, r)
except OSError as e: print(repr(e), repr(e.__context__))
try:
    with X():
        raise ValueError("in")
except OSError as e: print(repr(e), repr(e.__context__))
try:
    with M(20, True) as (u, w): pass
except TypeError as e: print(e)
print("suppressed")
class S:
    def __enter__(self): return 1
    def __exit__(self, t, v, tb): return []
try:
    with S(): 1 / 0
except ZeroDivisionError: print("not suppressed")
d = {}
with M(30) as d["k"]: pass
d.clear()
class O: pass
o = O()
with M(31) as o.x: print("in", o.x.n)
del o
def g():
    with M(40) as m:
        yield m.n
        yield 2
for v in g(): print(v)
h = g(); next(h); h.close()
h = g(); next(h); del h
def nest():
    with M(50, True):
        with M(51):
            raise ValueError("n")
        print("unreached")
    print("after")
nest()
def loop():
    while True:
        with M(60):
            with M(61):
                break
loop()
def ret():
    with M(70) as m:
        with M(71) as n:
            return m, n
r = ret(); print("got"); del r
with M(80):
    with M(81):
        pass
class Inst: pass
i = Inst(); i.__enter__ = lambda: 1; i.__exit__ = lambda *a: 1
try:
    with i: pass
except TypeError as e: print(e)
class Cls:
    @classmethod
    def __enter__(cls): print("cm", cls.__name__); return 5
    @staticmethod
    def __exit__(*a): print("sm", a)
with Cls() as v: print(v)
def local():
    with M(90, True):
        x = 1
        raise ValueError
    print(x)
    with M(91, True):
        raise ValueError
        y = 1
    try: print(y)
    except UnboundLocalError as e: print(e)
local()
with M(92):
    raise KeyError("end")
