# A proxy of something that can be called can be called; with a callback every proxy is a new one.
import weakref
def f(x, *, y=2):
    return x, y
class C:
    def __call__(self, *args):
        return args
    def __init__(self):
        self.x = 1
p = weakref.proxy(f)
c = C()
q = weakref.proxy(c, lambda w: print('proxy dead', w is q))
print(p(1), p(3, y=4), q(1, 2), q(), q.x, type(p), type(q), callable(p), callable(weakref.proxy({1})))
print(p.__name__, weakref.getweakrefcount(c))
r = weakref.proxy(c)
s = weakref.ref(c)
print(len(weakref.getweakrefs(c)))
print(weakref.getweakrefs(c)[0] is s, weakref.getweakrefs(c)[1] is r, weakref.getweakrefs(c)[2] is q)
del c
try:
    q()
except ReferenceError as e:
    print(e)
del f
try:
    p(1)
except ReferenceError as e:
    print(e)
s = {1, 2}
t = weakref.proxy(s)
t.add(3)
print(len(t), 3 in t, sorted(t), t | {9}, {9} | t, t == {1, 2, 3})
