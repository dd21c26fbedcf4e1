# A class makes instances; methods receive the instance first.
class Node:
    "A value and what comes next."
    count = 0
    def __init__(self, value, next=None):
        self.value = value
        self.next = next
        Node.count += 1
    def last(self):
        node = self
        while node.next is not None:
            node = node.next
        return node
    def total(self):
        return self.value + (self.next.total() if self.next else 0)
    def __repr__(self):
        return "Node(" + repr(self.value) + ")"

chain = Node(1, Node(2, Node(3)))
print(chain, chain.last(), chain.total(), Node.count, chain.next.next.value, [chain, chain.next])
chain.last().next = Node(4)
print(chain.total(), Node.total(chain), Node.count, type(chain) is Node, isinstance(chain, Node), Node.__doc__)
chain.extra = "any name"
chain.next.value *= 10
print(chain.extra, chain.total(), Node.__name__, type(chain).__name__)
class Empty: pass
e = Empty()
e.a, e.b = 1, [2]
e.b.append(3)
e.a += 1
print(e.a, e.b, Empty() == Empty(), e == e, e != e, e is e)
print(hasattr(e, "a"), hasattr(e, "z"), getattr(e, "a"), getattr(e, "z", "default"), hasattr(Empty, "a"))
setattr(e, "z", 26)
delattr(e, "a")
print(e.z, hasattr(e, "a"))
