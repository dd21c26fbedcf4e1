# A graph of a million objects is built, and the collector looks at all of it ten times.
import gc

class Node:
    def __init__(self, value, other):
        self.value = value
        self.other = other

def build(n):
    nodes = [Node(0, None)]
    seed = 3
    for i in range(1, n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        nodes.append(Node(i, nodes[seed // 64 % i]))
    nodes[0].other = nodes[-1]
    return nodes

def run(n, rounds):
    nodes = build(n)
    found = 0
    for r in range(rounds):
        nodes[r].other = nodes[-1 - r]
        gc.collect()
    node = nodes[-1]
    for i in range(1000):
        found += node.value
        node = node.other
    return found

print(run(1000000, 10))
