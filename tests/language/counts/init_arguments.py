# What is passed to a class is held by the call and by __init__ while it runs.
import sys
class Node:
    def __init__(self, value, other=()):
        print("in __init__", sys.getrefcount(value), sys.getrefcount(self))
        self.value = value
        print("stored", sys.getrefcount(value), sys.getrefcount(self.value))

data = []
n = Node(data)
print(sys.getrefcount(data), sys.getrefcount(n))
Node([])
print(sys.getrefcount(data))
Node.__init__(n, data)
print(sys.getrefcount(data), sys.getrefcount(n))
n.__init__(data)
print(sys.getrefcount(data), sys.getrefcount(n))
