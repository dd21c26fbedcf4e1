# A name is read when its turn comes: what rebinds it later in the expression does not reach back.
x = 1
def set_x(v):
    global x
    x = v
    return v

print(x + set_x(10) + x, x)
print([x, set_x(2), x, set_x(3), x])
print(x - set_x(5) * x, x < set_x(6) < x + 1, (x, set_x(7), x))
print({x: set_x(8), set_x(9): x}, x)
def inside():
    y = 1
    def set_y(v):
        nonlocal y
        y = v
        return v
    a = y + set_y(10) + y
    b = [y, set_y(20), y]
    c = max(y, set_y(30), y)
    d = y if set_y(0) else y + 1
    return a, b, c, d, y

print(inside())
def local(z):
    z = z + 1
    z = (z, z + 1, [z])
    z, w = z[0], z
    return z, w

print(local(1))
items = [1, 2, 3]
def shrink():
    items.pop()
    return 0

print(items[0] + shrink() + len(items), items)
s = "a"
s = s + s * 2 + (lambda: s)() + s
print(s)
a = [1]
a = a + [len(a)] + a
print(a)
a[0], a = "x", "y"
print(a)
f = lambda v: v + 1
def replace_f():
    global f
    old, f = f, lambda v: v - 1
    return 10

print(f(replace_f()), f(10))
for x in [x, x + 1, set_x(100), x]: print(x, end=" ")
print()
