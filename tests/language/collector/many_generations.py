# Thousands of objects, some in rings, over many collections by themselves: nothing alive is lost.
import gc
class Node:
    made = 0
    ended = 0
    def __init__(self, n):
        self.n = n
        self.links = [self] if n % 3 == 0 else []
        Node.made += 1
    def __del__(self):
        Node.ended += 1

kept = {}
for i in range(6000):
    node = Node(i)
    if i % 2:
        node.links.append(kept.get(i - 10))
    if i % 5 == 0:
        kept[i] = node
        node.links.append(kept)
    if i % 700 == 0:
        for k in list(kept)[::2]:
            del kept[k]
node = None
total = 0
for k in kept:
    assert_same = kept[k].n - k
    total += kept[k].n + assert_same + len(kept[k].links)
gc.collect()
print(Node.made, len(kept), total)
alive = 0
for o in gc.get_objects():
    if type(o) is Node: alive += 1
o = None
print(alive + Node.ended == Node.made, alive)
kept.clear()
gc.collect()
print(Node.ended == Node.made)
lists = []
for i in range(3000):
    lists.append([lists, i, {"i": i}, (i, [i])])
print(sum([lists[0][1], lists[2999][1], lists[7][2]["i"], lists[8][3][1][0]]))
del lists
print(gc.collect() > 5000)
