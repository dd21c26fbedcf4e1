# Special methods must return what their operation is about.
def t(f, /, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
class F:
    def __len__(s): return s.v
    def __bool__(s): return s.b
    def __repr__(s): return 3
    def __str__(s): return 4
    def __hash__(s): return s.h
    def __index__(s): return s.i
    def __int__(s): return s.i
    def __float__(s): return s.i
    def __contains__(s, x): return x
f = F()
for v in (3, -1, 'x', 2.5, True, None):
    f.v = f.b = f.h = f.i = v
    t(len, f); t(bool, f); t(hash, f); t(int, f); t(float, f); t(range, f); t(lambda: [1, 2][f])
t(repr, f); t(str, f); t(print, f); t(lambda: str([f]))
f.h = -1; t(hash, f)
f.h = 2 ** 61 - 1; t(hash, f); f.h = 2**62; t(hash, f)
print(3 in f, [] in f, '' not in f)
