# An attribute that is not there, far down in calls.
class Node:
    def __init__(self):
        self.next = None

def walk(node, steps):
    if steps == 0:
        return node
    return walk(node.next, steps - 1)

print(walk(Node(), 1))
print(walk(Node(), 3))
