# del takes a name away, not the object; then the name is unknown.
a = [1]
b = a
del a
print(b)
try:
    a
except NameError as e:
    print(e)
try:
    del a
except NameError as e:
    print(e)
a = "bound again"
print(a)
x, y, z = 1, 2, 3
del x, (y, z)
for name in ("x", "y", "z"):
    try:
        print([lambda: x, lambda: y, lambda: z]["xyz".index(name)]())
    except NameError as e:
        print(e)
def f():
    local = 1
    del local
    try:
        local
    except UnboundLocalError as e:
        print(e)
    local = 2
    return local

print(f())
p = q = [1]
del [p, q]
try:
    print(p)
except NameError as e:
    print(e)
