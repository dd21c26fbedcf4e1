# While an expression is worked out, its temporaries hold what they use.
import sys
a = [0]
print([a, sys.getrefcount(a)][1], [a, a, sys.getrefcount(a)][2], (a, sys.getrefcount(a))[1])
print({"k": a, "n": sys.getrefcount(a)}["n"], {"n": sys.getrefcount(a), "k": a}["n"])
def second(first, value):
    return value

print(second(a, sys.getrefcount(a)), second([a], sys.getrefcount(a)), second(value=sys.getrefcount(a), first=a))
print(second((a, a), (lambda x: sys.getrefcount(x))(a)))
print(sys.getrefcount(a) if a is a else 0, a == a and sys.getrefcount(a), a or sys.getrefcount(a))
print(sys.getrefcount(a or None), sys.getrefcount(a and a), sys.getrefcount(a if True else 0))
print(len([a, a]) + sys.getrefcount(a), sys.getrefcount(a) + len([a, a]))
print([sys.getrefcount(a)] + [a][:0], (a,)[:0] + (sys.getrefcount(a),))
b = [a, sys.getrefcount(a)]
print(b[1], sys.getrefcount(a))
b = [b[0], sys.getrefcount(a)]
print(b[1], sys.getrefcount(a))
x = y = [a, sys.getrefcount(a)]
print(x[1], sys.getrefcount(a), sys.getrefcount(x))
print(sys.getrefcount(x.copy()), sys.getrefcount(x + y), sys.getrefcount(x[:1][0]))
