# What object says of equality, text and hash can be called from methods that override it.
def t(f, /, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
class P:
    def __eq__(s, o): return NotImplemented
    __hash__ = object.__hash__
    def __repr__(s): return 'P' + object.__repr__(s)[:18]
print(P(), hash(P()) != 0, P() == P(), [P()], object.__repr__(3)[:12], object.__repr__([])[:13])
class Q:
    def __eq__(s, o): return super().__eq__(o)
    def __ne__(s, o): return super().__ne__(o)
    def __lt__(s, o): return super().__lt__(o)
    def __str__(s): return super().__str__()
    def __repr__(s): return 'Q'
q = Q(); print(q == q, q == Q(), q != q, q != Q(), str(q)); t(lambda: q < q)
class E(Exception):
    def __str__(s): return 'E:' + super().__str__()
    def __repr__(s): return 'R' + super().__repr__()
print(E('x'), repr(E('x', 1)), str(E()))
