# A linked list used as a queue, without cycles: nodes come and go, and counting frees each at once.
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

class Queue:
    def __init__(self):
        self.first = None
        self.last = None

    def push(self, value):
        node = Node(value)
        if self.last is None:
            self.first = node
        else:
            self.last.next = node
        self.last = node

    def shift(self):
        node = self.first
        self.first = node.next
        if self.first is None:
            self.last = None
        return node.value

    def total(self):
        total = 0
        node = self.first
        while node is not None:
            total += node.value
            node = node.next
        return total

def run(n, length):
    queue = Queue()
    total = 0
    for i in range(length):
        queue.push(i)
    for i in range(n):
        queue.push(i)
        total += queue.shift()
        if i % 1000 == 0:
            total += queue.total()
    while queue.first is not None:
        total += queue.shift()
    return total

print(run(2000000, 1000))
