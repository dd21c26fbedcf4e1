# differs: called by keyword or with stars, CPython copies the arguments of a class once more, into a
# dict and an array of its own; Ouro holds them as in a plain call.
import sys
class Node:
    def __init__(self, value, other=()):
        print("in __init__", sys.getrefcount(value), sys.getrefcount(self))
        self.value = value
        print("stored", sys.getrefcount(value), sys.getrefcount(self.value))

data = []
m = Node(value=data)
print(sys.getrefcount(data), sys.getrefcount(m))
k = Node(data, other=data)
print(sys.getrefcount(data), sys.getrefcount(k))
Node(*[data])
Node(**{"value": data})
print(sys.getrefcount(data))
