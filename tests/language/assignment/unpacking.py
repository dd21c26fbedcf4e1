# A row of names takes a row of values, of any iterable.
a, b = 1, 2
a, b = b, a
print(a, b)
(a, b), c = (1, 2), 3
[d, e] = "xy"
(f) = 6
(g,) = [7]
[h] = (8,)
() = []
print(a, b, c, d, e, f, g, h)
a, (b, (c, [d, e])) = 1, (2, [3, (4, 5)])
print(a, b, c, d, e)
x = [1, 2, 3]
i = 0
i, x[i] = 2, "by the new i"
print(i, x)
x[0], x[1], x[2] = x[2], x[0], x[1]
print(x)
a = b, c = 1, 2
print(a, b, c)
for k, v in {"one": 1}.items(): print(k, v)
(x[0], x[1]), d = range(2), {}
d["p"], d["q"] = x[:2]
print(x, d)
class Box: pass
box = Box()
box.a, box.b = 5, 6
box.a, box.b = box.b, box.a
print(box.a, box.b)
a, b, c = a, b, c = [1], [2], [3]
print(a, b, c)
one, two = two, one = 1, 2
print(one, two)
a, b = {"k": 1, "l": 2}
print(a, b)
