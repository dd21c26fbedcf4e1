# Annotations of variables, parameters, returns and attributes: what is evaluated, when, and what is kept.
import sys, gc
x: int = 3
y: "str"
print(__annotations__)
z: print("evaluated") = 5
def f(a: int, b: "s" = 3, *args: str, c: float = 1.0, **kw: dict) -> None:
    q: undefined_name = 4
    r: other
    (s): third = 5
    return q
print(f.__annotations__, f(1))
print((lambda: 1).__annotations__)
class C:
    a: int = 1
    b: str
    __p: float
    if True:
        c: list = []
    def m(self, v: int) -> "C":
        self.w: int = v
        return self
print(C.__annotations__, C.m.__annotations__, C().m(3).w, C().m.__annotations__)
class D(C): pass
print(D.__annotations__)
class E(C):
    e: int
print(E.__annotations__)
print(hasattr(C(), "__annotations__"), hasattr(int, "__annotations__"))
def t(n):
    print(n); return n
t("obj").attr if False else None
l = [1, 2]
l[t(0)]: t("ann") = t("val")
l[t(1)]: t("ann2")
class O: pass
o = O()
o.x: t("ann3") = t("v3")
o.y: t("ann4")
print(vars(o))
(w): t("paren") = 2
print("w" in __annotations__)
def order(a: t("a") = t("da"), *b: t("b"), c: t("c") = t("dc"), **d: t("d")) -> t("ret"): pass
def posonly(a: t("pa"), /, b: t("pb")): pass
print(posonly.__annotations__)
def unb():
    v: int
    try: print(v)
    except UnboundLocalError as e: print(e)
unb()
def fn(): pass
print(fn.__annotations__)
fn.__annotations__["k"] = 1
print(fn.__annotations__)
fn.__annotations__ = {"z": 2}
print(fn.__annotations__)
try: fn.__annotations__ = 3
except TypeError as e: print(e)
del fn.__annotations__
print(fn.__annotations__)
class N:
    def __del__(self): print("N dies")
def holds(a: N()): pass
del holds
def cyc(a: [1]): pass
cyc.me = cyc
print(gc.collect())
del cyc
print(gc.collect())
def cyc(a: [1]): pass
cyc.me = cyc; cyc.__annotations__
del cyc
print(gc.collect())
for i in range(2):
    k: int = i
print(list(__annotations__))
__annotations__ = {}
n: str
print(__annotations__)
def gen(a: int) -> int:
    yield a
print(gen.__annotations__, list(gen(3)))
