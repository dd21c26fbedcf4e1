# Operators and numeric functions ask special methods, reflected ones after, and __index__ stands for an int.
def t(f, /, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
class A:
    def __init__(s, n): s.n = n
    def __repr__(s): return "A(%d)" % s.n if 0 else "A(" + str(s.n) + ")"
    def __add__(s, o): print('add'); return NotImplemented
    def __radd__(s, o): print('radd', o); return 1
    def __abs__(s): return 'abs'
    def __round__(s, *a): return a
    def __divmod__(s, o): return 'divmod', o
    def __rdivmod__(s, o): return 'rdivmod', o
    def __int__(s): return s.n
    def __float__(s): return 1.5
    def __index__(s): return s.n
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'inv'
    def __matmul__(s, o): return 'matmul'
    def __imatmul__(s, o): return 'imatmul'
    def __rpow__(s, o): return 'rpow', o
    def __iadd__(s, o): return NotImplemented
a = A(2)
t(lambda: a + 1); t(lambda: 1 + a); t(lambda: a + a); t(lambda: [] + a); t(lambda: 'x' + a); t(lambda: abs(a)); t(lambda: round(a)); t(lambda: round(a, 2)); t(lambda: round(a, None))
t(lambda: divmod(a, 1)); t(lambda: divmod(1, a)); t(lambda: int(a)); t(lambda: float(a)); t(lambda: -a); t(lambda: +a); t(lambda: ~a); t(lambda: a @ 1); t(lambda: 1 @ a); t(lambda: 2 ** a); t(lambda: [1] * a); t(lambda: 'ab' * a); t(lambda: (1, 2) * a); t(lambda: a * [1]); t(lambda: [1, 2, 3][a]); t(lambda: 'abc'[a]); t(lambda: (1, 2, 3)[a:]); t(lambda: range(9)[a]); t(lambda: list(range(a, 9, a))); t(lambda: hex(a)); t(lambda: bin(a)); t(lambda: chr(a)); t(lambda: [1, 2, 3].pop(a)); t(lambda: [1,2,3].index(3, a)); t(lambda: round(3.14159, a)); t(lambda: 'abc'[a:a]); t(lambda: pow(2, a))
def ip():
    global a
    b = a
    b += 1
    return b
t(ip)
def ip2():
    b = a
    b @= 1
    return b
t(ip2)
class B(A):
    def __radd__(s, o): print('B.radd'); return 'B'
t(lambda: a + B(1)); t(lambda: B(1) + a)
class C(A): pass
t(lambda: a + C(1)); t(lambda: C(1) + a)
