# Exceptions in, through and into generators; all forms of throw(); yield from iterators of classes.
import sys
# exceptions handled in generators
def g():
    try:
        raise ValueError("in")
    except ValueError as e:
        yield "h"
        try:
            raise
        except ValueError as f:
            print("again", f, f is e)
    yield "out"
    try:
        raise
    except RuntimeError as r:
        print(r)
    yield
a = g()
try:
    raise KeyError("caller")
except KeyError:
    print(next(a))
    try:
        raise
    except KeyError as k:
        print(repr(k))
print(next(a), next(a))
def h():
    try:
        raise
    except BaseException as e:
        yield repr(e)
    try:
        raise IndexError("x")
    except IndexError as i:
        print(repr(i.__context__))
    yield
b = h()
try:
    raise KeyError("caller")
except KeyError:
    print(next(b))
    next(b)
b = h()
print(next(b))
def th():
    try:
        raise ValueError(1)
    except ValueError:
        yield
c = th(); next(c)
try:
    try:
        raise OSError(3)
    except OSError:
        c.throw(TypeError(2))
except TypeError as e:
    print(repr(e.__context__))
    print(repr(e.__context__.__context__))
def th2():
    yield
c = th2(); next(c)
try:
    try:
        raise OSError(3)
    except OSError:
        c.throw(TypeError)
except TypeError as e:
    print(repr(e.__context__))
def cl():
    try:
        yield
    except GeneratorExit as e:
        print(repr(e), repr(e.__context__))
        raise
c = cl(); next(c)
try:
    raise OSError(5)
except OSError:
    c.close()
# throw forms
def t():
    while True:
        try:
            yield
        except Exception as e:
            print(type(e).__name__, e.args)
c = t(); next(c)
c.throw(ValueError)
c.throw(ValueError, None)
c.throw(ValueError, 3)
c.throw(ValueError, (1, 2))
c.throw(ValueError, ValueError("v"))
c.throw(ValueError("i"), None, None)
for bad in [(3,), ("x",), (ValueError("a"), 3), (ValueError, 1, 2), ()]:
    try:
        c.throw(*bad)
    except TypeError as e:
        print("TE", e)
try:
    c.send()
except TypeError as e:
    print(e)
try:
    next(5)
except TypeError as e:
    print(e)
done = t(); done.close()
try:
    done.throw(KeyError(1))
except KeyError as e:
    print("thrown", e)
print(next(done, 7))
un = t()
try:
    un.throw(KeyError(2))
except KeyError as e:
    print("unstarted", e, list(un))
# custom iterators
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("res")
        return self.n
    def send(self, v):
        print("send", v)
        return v
    def throw(self, *a):
        print("throw", len(a), a[0])
        if self.n == 1: raise StopIteration("thr")
        return "t"
    def close(self): print("close")
def d():
    r = yield from It()
    print("r", r)
    yield "e"
for v in d(): print(v)
c = d(); print(next(c), c.send(5))
print(c.throw(ValueError(1)))
c = d(); print(next(c), next(c)); print(c.throw(ValueError))
c.close()
class NoSend:
    def __iter__(self): return iter([1, 2])
def e(): yield from NoSend()
c = e(); next(c)
try: c.send(1)
except AttributeError as x: print(x)
c = e(); next(c)
try: c.throw(KeyError("q"))
except KeyError as x: print(repr(x))
c = e(); next(c); print(type(c.gi_yieldfrom)); c.close()
def f(): yield from 5
try: next(f())
except TypeError as x: print(x)
def ret():
    return 5
    yield
def r2():
    v = yield from ret()
    print(v)
    w = yield from r3()
    print(w)
def r3():
    try:
        x = yield 1
        print("x", x)
    except ValueError:
        return "ve"
    return (1, 2)
c = r2(); next(c)
try: c.throw(ValueError)
except StopIteration as s: print(repr(s), s.value)
c = r2(); next(c)
try: c.send(9)
except StopIteration as s: print(repr(s), s.value)
def r4():
    return (1, 2)
    yield
try: next(r4())
except StopIteration as s: print(s.args, s.value)
def r5():
    return ValueError(3)
    yield
try: next(r5())
except StopIteration as s: print(s.args, s.value)
