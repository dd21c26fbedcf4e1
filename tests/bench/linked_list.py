# A doubly linked list used as a queue: rings come and go, and the collector has work.
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
        self.prev = None

class Queue:
    def __init__(self):
        self.head = Node(0)
        self.head.next = self.head
        self.head.prev = self.head

    def push(self, value):
        node = Node(value)
        head = self.head
        last = head.prev
        last.next = node
        node.prev = last
        node.next = head
        head.prev = node

    def shift(self):
        head = self.head
        node = head.next
        head.next = node.next
        node.next.prev = head
        return node.value

def run(n, length):
    queue = Queue()
    total = 0
    for i in range(length):
        queue.push(i)
    for i in range(n):
        queue.push(i)
        total += queue.shift()
        if i % 1000 == 0:
            # The old ring is lost as a whole, and only the collector can free it.
            queue = Queue()
            for k in range(length):
                queue.push(k)
    return total

print(run(2000000, 200))
