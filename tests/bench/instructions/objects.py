# Instances, attributes, methods, closures and generators.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def dot(self, other):
        return self.x * other.x + self.y * other.y

class Node:
    def __init__(self, value, after):
        self.value = value
        self.after = after

def adder(n):
    return lambda x: x + n

def values(node):
    while node is not None:
        yield node.value
        node = node.after

def run(n):
    at = Point(0, 0)
    step = Point(1, 2)
    first = None
    add = adder(3)
    total = 0
    for i in range(n):
        at = at + step
        total += at.dot(step)
        first = Node(add(i), first)
    for value in values(first):
        total += value
    while first is not None:
        first = first.after
    return total

print(run(6500))
