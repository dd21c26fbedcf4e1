# A property that the class gets later hides what instances have under its name.
import sys


class P:
    pass


p = P()
p.x = 1
for i in range(3):
    print(p.x)
    if i == 1:
        P.x = property(lambda self: "property")
del P.x
print(p.x)
P.x = 7
print(p.x, P.x)


class Q:
    @property
    def me(self):
        return self


q = Q()
print(sys.getrefcount(q), sys.getrefcount(q.me), q.me is q)
