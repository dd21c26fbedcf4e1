# Set comprehensions, and what == is asked on the way.
print(sorted({x % 3 for x in range(10)}))
print({i for i in []}, type({i for i in "a"}))
try: {[] for i in [1]}
except TypeError as e: print(e)
class N:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 2
    def __eq__(self, o): print("eq"); return self.n == o.n
    def __del__(self): print("del", self.n)
s = {N(i % 2) for i in range(4)}
print(len(s))
s.clear()
print({i for i in range(5) if i & 1} == {1, 3})
print(sorted({(a, b) for a in range(2) for b in range(2)}))
