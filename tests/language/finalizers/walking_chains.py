# Walking along a linked list by rebinding one name lets the nodes behind go.
class Node:
    def __init__(self, name, next=None):
        self.name = name
        self.next = next
    def __del__(self):
        print("-", self.name, end=" ")

def chain(names):
    first = None
    for n in names[::-1]:
        first = Node(n, first)
    return first

node = chain("abc")
while node:
    print(node.name, end=" ")
    node = node.next
print("|")
head = chain("abcd")
node = head
while node.next:
    node = node.next
print(node.name, end=" ")
node = None
head.next = head.next.next
print("unlinked")
head = head.next
print("moved on")
head.next = None
print("cut")
head = None
print("|")
def last(node):
    while node.next:
        node = node.next
    return node

print(last(chain("xyz")).name)
def reverse(node):
    done = None
    while node:
        node.next, done, node = done, node, node.next
    return done

node = reverse(chain("123"))
print(node.name, node.next.name, node.next.next.name, end=" ")
node.next.next = None
print("|")
node = node.next.next
print("|")
a = Node("a", Node("b", Node("c")))
a.next, a = None, a.next
print("|", a.name)
a = a.next.next
