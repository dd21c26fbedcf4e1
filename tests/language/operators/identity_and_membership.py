# is asks for the same object, == for equal ones; in looks by either.
a = [1]
b = [1]
c = a
print(a is b, a == b, a is c, a is not b, not a is b, a is not None, None is None)
n = float("nan")
items = [n, 1, a]
print(n in items, n == n, n is n, float("nan") in items, [1] in items, a in items, (n,) == (n,), [n] == [n])
print(items.index(n), items.count(n), {n: 1} == {n: 1})
t = (1, a)
print(t is t, t == (1, [1]), t is (1, a)[:], 1 in t, [1] in t)
print("ell" in "hello", "" in "", "k" in {"k": 1}, 1 in {"k": 1}, 3 in range(5), 5 in range(5), 2 in (1, 2))
x = y = 1000 * len(a)
print(x is y, x == 1000)
s = "ab" * len(a)
print(s == "ab", s is s)
print(True is True, bool(1) is True, (1 == 1) is True, not [] is True, type(1) is int, id(a) == id(c), id(a) == id(b))
def f(): pass
print(f is f, f == f, print is print, [].append == [].append, a.append == c.append)
e = []
print([] is [], e is e, [e][0] is e, (e,)[0] is e, {"k": e}["k"] is e)
print(None == False, None == 0, None in [0, False, ""], None in [None], 0 in [False], "" in [None])
try:
    1 in 5
except TypeError as err:
    print(err)
try:
    1 in None
except TypeError as err:
    print(err)
