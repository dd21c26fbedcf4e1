# self is a parameter: inside __init__ and methods it counts as one.
import sys
class Node:
    def __init__(self, value):
        self.value = value
        print("in __init__", sys.getrefcount(self))
    def count(self):
        return sys.getrefcount(self)
    def count_value(self):
        return sys.getrefcount(self.value)
    def count_argument(self, other):
        return sys.getrefcount(self), sys.getrefcount(other)
    def nested(self):
        return self.count(), self.count_argument(self)

data = []
n = Node(data)
print(sys.getrefcount(n), sys.getrefcount(data))
print(n.count(), n.count_value(), n.count_argument(data), n.nested())
print(Node.count(n), Node.count_argument(n, n))
print(Node(0).count())
print(Node([]).count_value())
bound = n.count
print(sys.getrefcount(n), sys.getrefcount(bound))
print(bound())
del bound
print(sys.getrefcount(n))
methods = [n.count, n.nested]
print(sys.getrefcount(n), methods[0]())
methods = None
print(sys.getrefcount(n), sys.getrefcount(data))
n.again = n.count
print(sys.getrefcount(n), n.again())
n.__init__(None)
print(sys.getrefcount(n), sys.getrefcount(data))
