# Cycles made and lost, collected by themselves and on demand, among objects that stay.
import gc

class Node:
    def __init__(self, value):
        self.value = value
        self.next = self

def ring(length):
    first = Node(0)
    last = first
    for i in range(1, length):
        node = Node(i)
        last.next = node
        last = node
    last.next = first
    return first

def run(n):
    kept = [ring(1 + i % 3) for i in range(n)]
    total = 0
    for i in range(n):
        total += ring(1 + i % 5).next.value
    gc.collect()
    found = 0
    for i in range(0, n, 2):
        kept[i] = None
    found += gc.collect()
    return total, found > n // 2

print(run(2800))
