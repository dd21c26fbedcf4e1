# __eq__ without __hash__ leaves no hash, and != is the contrary of __eq__.
def t(f, /, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
class G:
    def __eq__(s, o): return 'eq'
t(hash, G()); print(G.__hash__, G() == 1, G() != 1, 1 == G(), 1 != G())
t(lambda: {G(): 1})
class H(G):
    def __hash__(s): return 5
print(hash(H()), H() == 2)
class I(H): pass
print(hash(I()))
class J(H):
    def __eq__(s, o): return NotImplemented
t(hash, J()); print(J() == J(), J() != J())
j = J(); print(j == j, j != j)
