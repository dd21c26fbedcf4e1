# A bound method holds its instance and its function.
import sys
class Node:
    def method(self):
        return sys.getrefcount(self)

n = Node()
base = sys.getrefcount(Node.method)
m = n.method
print(sys.getrefcount(n), sys.getrefcount(m), sys.getrefcount(Node.method) - base)
k = m
print(sys.getrefcount(n), sys.getrefcount(k))
k = n.method
print(sys.getrefcount(n), sys.getrefcount(Node.method) - base)
print(m(), k(), n.method(), sys.getrefcount(n))
del m
print(sys.getrefcount(n))
table = {"call": k}
del k
print(table["call"](), sys.getrefcount(n))
table["n"] = n
table.clear()
print(sys.getrefcount(n), sys.getrefcount(Node.method) - base)
items = []
add = items.append
print(sys.getrefcount(items))
add(items)
print(sys.getrefcount(items))
items.pop()
del add
print(sys.getrefcount(items), sys.getrefcount(items.append))
f = Node.method
print(sys.getrefcount(f) - base, sys.getrefcount(n))
