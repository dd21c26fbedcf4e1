# A starred target takes what the others leave, as a list.
a, *b = [1, 2, 3]
*c, d = "xyz"
e, *f, g = range(6)
h, *i, j = 1, 2
print(a, b, c, d, e, f, g, h, i, j)
*k, = 1, 2
[*m] = "ab"
n, (*o, p), *q = 1, (2, 3, 4), 5, 6
print(k, m, n, o, p, q)
items = [1, 2, 3]
first, *rest = items
rest.append(4)
print(items, rest, type(rest).__name__)
*items[1:], last = "abc"
print(items, last)
d = {}
d["head"], *d["tail"] = 1, 2, 3
print(d)
for x, *y in [(1, 2, 3), "ab", [9]]:
    print(x, y)
*a, b = [[]]
print(a, b)
def show(*args):
    first, *others = args
    return first, others

print(show(1), show(1, 2, 3))
print([*[1, 2], *"ab", 3], (*(1,), *range(2)), {**{"a": 1}, "b": 2, **{"a": 3}})
t = *[1, 2], 3
print(t)
a, *b, c = a_list = [1, 2, 3, 4]
print(a, b, c, a_list)
