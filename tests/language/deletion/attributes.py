# del of attributes uncovers the class's, or leaves nothing.
class Node:
    value = "class"

n = Node()
n.value = "instance"
n.next = n
print(n.value)
del n.value
print(n.value)
try:
    del n.value
except AttributeError as e:
    print(e)
n.next.other = 1
del n.next.next.next.other, n.next
print(hasattr(n, "other"), hasattr(n, "next"))
n.a, n.b, n.c = 1, 2, 3
del n.b
n.b = "back"
n.d = 4
del n.a
print(n.b, n.c, n.d, hasattr(n, "a"))
for i in range(20):
    setattr(n, "x" + str(i), i)
for i in range(0, 20, 2):
    delattr(n, "x" + str(i))
print(n.x1, n.x19, hasattr(n, "x2"), n.c)
del Node.value
try:
    n.value
except AttributeError as e:
    print(e)
def f(): pass
f.x = 1
del f.x
try:
    del f.x
except AttributeError as e:
    print(e)
try:
    del n.x1.real2
except AttributeError as e:
    print(e)
