# Deep and long chains, the order in which locals and temporaries die, generators kept by tracebacks and in cycles.
import sys, gc
# recursion through yield from / deep
def deep(n):
    if n: yield from deep(n - 1)
    else: yield 1
print(list(deep(900)))
def rec(n):
    yield n
    for x in rec(n + 1): yield x
try:
    for i in rec(0): pass
except RecursionError as e: print("RecursionError", e)
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(sum(tree(12)), sum(1 for _ in tree(12)))
# chain of many generators that die
g = iter([])
def wrap(h):
    for x in h: yield x
for i in range(3000):
    g = wrap(g)
print("chained")
del g
print("gone")
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
# order of release of locals and temporaries
def order():
    a = N("a")
    b = N("b")
    for t in [N("t")]:
        for u in (N("u1"), N("u2")):
            yield
x = order(); next(x); del x
print("--")
x = order(); next(x); x.close()
print("--")
def clos():
    a = N("ca")
    f = lambda: a
    yield f
    yield
x = clos(); next(x); x.close(); print("closed")
def expr():
    yield [N("e1"), (yield N("e2"))]
x = expr(); next(x); del x
print('--')
x = expr(); next(x); x.throw(ValueError) if False else None
try: x.throw(ValueError)
except ValueError: print("VE")
# finally order
def fo(n):
    o = N(n)
    try:
        yield
    finally:
        print("fin", n)
l = [fo(1), fo(2), fo(3)]
for y in l: next(y)
del y
l.clear()
# generator kept by traceback
def boom():
    v = N("v")
    yield 1
    raise ValueError("boom")
def run():
    for i in boom(): print(i)
try: run()
except ValueError as e:
    k = e
print("kept")
tb = k.__traceback__
names = []
while tb: names.append(tb.tb_frame.f_code.co_name); tb = tb.tb_next
print(names)
print(k.__traceback__.tb_next.tb_next.tb_frame.f_locals["v"].n)
del k, tb
print("released")
b = boom(); next(b)
fr = b.gi_frame
print(fr.f_locals["v"].n, fr.f_lineno, fr.f_back)
try: next(b)
except ValueError: pass
print(b.gi_frame, "still")
print(fr.f_locals["v"].n)
del fr
print("end")
b = boom(); next(b); fr = b.gi_frame; del b
print("gen gone")
finally: del fr
print("---")
# gc
gc.collect(); gc.disable()
def ga(): yield 1
a = ga()
print(gc.is_tracked(a))
class Node: pass
n = Node()
n.g = (n for n.x in [1])
del n
print(gc.collect())
n = Node(); n.g = (q for q in [n]); del n
print(gc.collect())
n = Node(); n.g = (q for q in [n]); next(n.g); del n
print(gc.collect())
def late():
    me = yield
    try:
        yield
    finally:
        print("late fin", type(me).__name__)
        globals()["kept"] = me
z = late(); next(z); z.send(z); del z
print(gc.collect())
print(kept.gi_frame, gc.is_finalized(kept))
del kept
print(gc.collect())
