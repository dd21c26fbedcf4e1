# Releasing something nested very deep must neither fail nor lose anyone.
class Count:
    ended = 0
    def __del__(self):
        Count.ended += 1

deep = []
for i in range(200000):
    deep = [deep]
deep = None
print("lists released")
deep = ()
for i in range(200000):
    deep = (deep, i)
deep = None
print("tuples released")
deep = {}
for i in range(200000):
    deep = {"k": deep}
deep = None
print("dicts released")
class Node:
    pass

head = None
for i in range(100000):
    node = Node()
    node.next = head
    head = node
del node
head = None
print("nodes released")
items = None
for i in range(1000):
    items = [Count(), items]
items = None
print(Count.ended)
wide = []
for i in range(10000):
    wide.append([Count(), i])
wide = None
print(Count.ended)
