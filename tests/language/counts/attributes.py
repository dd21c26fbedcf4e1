# An instance holds its attributes; its class is held by every instance.
import sys
class Node:
    shared = []

a = Node()
b = Node()
print(sys.getrefcount(a), sys.getrefcount(b))
a.next = b
a.data = data = [1]
print(sys.getrefcount(b), sys.getrefcount(a.next), sys.getrefcount(data), sys.getrefcount(a.data))
b.next = a
b.same = a.data
print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(a.next.next), sys.getrefcount(data))
a.next = None
print(sys.getrefcount(b))
del b.next
print(sys.getrefcount(a))
b.me = b
print(sys.getrefcount(b), sys.getrefcount(b.me.me.me))
b.me = 0
print(sys.getrefcount(b))
print(sys.getrefcount(Node.shared), sys.getrefcount(a.shared))
a.shared = a.shared
print(sys.getrefcount(Node.shared))
before = sys.getrefcount(Node)
many = [Node(), Node(), Node()]
print(sys.getrefcount(Node) - before)
many.pop()
print(sys.getrefcount(Node) - before)
del many
print(sys.getrefcount(Node) - before)
