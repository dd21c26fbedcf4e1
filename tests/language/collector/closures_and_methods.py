# Functions, cells and bound methods in rings.
# moment: the moment of an automatic collection shows in what it prints.
import gc
class Node:
    def method(self):
        pass

gc.collect()
def self_calling():
    def down(n):
        return down(n - 1) if n else 0
    return down

f = self_calling()
print(f(3), gc.collect())
del f
print(gc.collect())
def mutual():
    def even(n): return n == 0 or odd(n - 1)
    def odd(n): return n != 0 and even(n - 1)
    return even

print(mutual()(10), gc.collect())
n = Node()
n.callback = n.method
del n
print(gc.collect())
n = Node()
n.callbacks = [n.method, n.method]
del n
print(gc.collect())
def holding():
    items = []
    items.append(lambda: items)
    return len(items)

print(holding(), gc.collect())
def default():
    def f(x=[]):
        return x
    f().append(f)

default()
print(gc.collect())
def attribute():
    def f(): pass
    f.me = f

attribute()
print(gc.collect())
items = []
items.append(items.append)
del items
print(gc.collect())
