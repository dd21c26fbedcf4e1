# Parameters of every kind may be closed over, rebound and deleted.
def each(a, b=[], *c, d, e="e", **f):
    def read():
        return [a, b, c, d, e, f]
    def rebind():
        nonlocal a, b, c, d, e, f
        a = b = c = d = e = f = 0
    def delete():
        nonlocal a
        del a
    return read, rebind, delete

read, rebind, delete = each(1, d=4)
print(read())
read()[1].append("kept in the default")
print(each(1, d=0)[0]())
rebind()
print(read())
delete()
try:
    read()
except NameError as e:
    print(e)
class Node:
    def __init__(self, value):
        self.get = lambda: value
        self.me = lambda: self.get()
        value = value + 1

n = Node(10)
print(n.get(), n.me())
def self_made(n):
    def again(m=n):
        return n + m
    n = n * 2
    return again

print(self_made(5)())
def loop_parameter(i):
    out = []
    for i in range(i):
        out.append(lambda: i)
    out.append(lambda: out[0]() + i)
    return out

for f in loop_parameter(3): print(f(), end=" ")
print()
def handler():
    try:
        raise ValueError("v")
    except ValueError as e:
        f = lambda: e
        print(f())
    try:
        f()
    except NameError as n:
        print(n)

handler()
def unpacked():
    (a, *b), c = (1, 2, 3), 4
    return lambda: (a, b, c)

print(unpacked()())
