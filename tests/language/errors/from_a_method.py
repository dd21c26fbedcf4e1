# The message of a missing argument names the class and the method.
class Node:
    def __init__(self, value):
        self.value = value

    def link(self, other):
        self.next = other
        return self

n = Node(1).link(None)
print(n.value, n.next)
Node()
