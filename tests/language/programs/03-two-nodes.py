# Program 3: two nodes that point at each other, left to the collector.
import gc
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

a = Node(1)
b = Node(2)
a.next = b
b.next = a
print(a.next.value, b.next.value, a.next.next is a)
del a
del b
n = gc.collect()
print("Unreachable objects collected:", n)
print("Once more:", gc.collect())
