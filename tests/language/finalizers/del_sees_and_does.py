# A finalizer is a method like any other: it can look, call, make, change and drop.
import gc
class Counter:
    alive = 0
    def __init__(self):
        Counter.alive += 1
    def __del__(self):
        Counter.alive -= 1

items = []
for i in range(10):
    items.append(Counter())
print(Counter.alive)
del items[3:7]
print(Counter.alive)
items = None
print(Counter.alive)
class Maker:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("maker", self.n, end=" ")
        if self.n:
            Maker(self.n - 1)
        print("end", self.n, end=" ")

Maker(3)
print()
class Cleaner:
    def __init__(self, target, key):
        self.target = target
        self.key = key
        target[key] = "open"
    def __del__(self):
        self.target[self.key] = "closed"

log = {}
a = Cleaner(log, "a")
b = Cleaner(log, "b")
a = None
print(log)
b = a
print(log)
class Base:
    def __del__(self):
        print("Base.__del__", type(self).__name__)

class Child(Base):
    def __del__(self):
        print("Child.__del__")
        super().__del__()

Base(); Child()
gc.collect()
