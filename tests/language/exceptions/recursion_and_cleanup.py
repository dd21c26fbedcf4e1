# RecursionError passes through finally blocks and handlers like any other exception.
class Loud:
    alive = 0
    def __init__(self):
        Loud.alive += 1
    def __del__(self):
        Loud.alive -= 1

depth = 0
def down():
    global depth
    x = Loud()
    depth += 1
    try:
        down()
    finally:
        depth -= 1

try:
    down()
except RecursionError as e:
    print(e, depth, Loud.alive > 100)
print(depth, Loud.alive)
def down_catching(n):
    try:
        return down_catching(n + 1)
    except RecursionError:
        return n > 100

print(down_catching(0))
class Node:
    def __init__(self):
        self.next = Node()

try:
    Node()
except RecursionError:
    print("in __init__")
class Shows:
    def __repr__(self):
        return "<" + repr([self]) + ">"

try:
    repr(Shows())
except RecursionError:
    print("in __repr__")
def through_sort(x):
    return sorted([x], key=through_sort)[0]

try:
    through_sort(1)
except RecursionError:
    print("through a key function")
print(down_catching(0), depth, Loud.alive)
