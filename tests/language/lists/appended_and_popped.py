# append() and pop() in loops: who dies when, and what is left to the list.
import sys

class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("gone", self.name)

def fill(count):
    items = []
    for number in range(count):
        items.append(number * 1000)
        items.append(items.pop() + 1)
    return items

def empty(items):
    total = 0
    while items:
        total += items.pop()
    return total

def temporary():
    print([].append(Noisy("appended to nobody's list")))
    print([Noisy("popped from nobody's list")].pop().name)
    [Noisy("first"), Noisy("second")].pop()
    print("after")

def results():
    items = [1, 2, 3]
    append, pop = items.append, items.pop
    print(append(4), pop(), pop(), list.append(items, 9), list.pop(items), items.pop(0), items)
    items.append(items)
    print(len(items), items[-1] is items, sys.getrefcount(items))
    items.pop()
    print(sys.getrefcount(items))

def counts():
    value = Noisy("value")
    items = []
    for _ in range(5):
        items.append(value)
    print(sys.getrefcount(value))
    last = items.pop()
    print(sys.getrefcount(value), last is value)
    del last
    while items:
        items.pop()
    print(sys.getrefcount(value))

def wrong():
    for use in (lambda: [].pop(), lambda: [1].append(), lambda: [1].append(1, 2), lambda: [1, 2].pop(5),
                lambda: [1, 2].pop("a"), lambda: [1].pop(1, 2)):
        try:
            use()
        except (IndexError, TypeError) as error:
            print(type(error).__name__, error)

class Own(list):
    def append(self, item):
        print("own append", item)
        list.append(self, item)

print(empty(fill(1000)), fill(3))
temporary()
results()
counts()
wrong()
own = Own()
own.append(1)
own.append(2)
print(own.pop(), own)
