# Cycles of instances that are made and lost, so that only the collector, which runs by itself,
# can free them.
class Node:
    def __init__(self, value):
        self.value = value
        self.next = self
        self.owner = None

class Owner:
    def __init__(self):
        self.children = []

def ring(length):
    first = Node(0)
    last = first
    for i in range(1, length):
        node = Node(i)
        last.next = node
        last = node
    last.next = first
    return first

def family(count):
    owner = Owner()
    for i in range(count):
        child = Node(i)
        child.owner = owner
        owner.children.append(child)
    return owner

def run(rounds):
    total = 0
    for i in range(rounds):
        total += ring(1 + i % 5).next.value
        total += len(family(1 + i % 4).children)
    return total

print(run(450000))
