# | & - ^ and what they give: the left side's kind, new objects, and in place the same one.
a, b = {1, 2, 3, 4}, frozenset([3, 4, 5])
for r in [a | b, b | a, a & b, b & a, a - b, b - a, a ^ b, b ^ a]:
    print(type(r).__name__, r)
c = a
a |= {9}
a &= {1, 2, 9, 10}
a -= {1}
a ^= {2, 7}
print(c is a, a, sorted(c))
f = g = frozenset([1])
f |= {2}
print(f, g, f is g)
f &= {2}
f -= {5}
f ^= {2, 3}
print(f)
print(a | a, a & a, a - a, a ^ a, a | set() == a)
a ^= a
print(a)
b = {1}
b -= b
print(b)
