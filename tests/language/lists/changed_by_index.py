# A slice's or an index's __index__ that changes the list it is used on.
class Emptying:
    def __init__(self, at):
        self.at = at

    def __index__(self):
        items.clear()
        return self.at


items = [1, 2, 3]
print(items[Emptying(0):5], items)
items = [1, 2, 3]
print(items[::Emptying(1)], items)
items = [1, 2, 3]
print(items[-3:Emptying(3):2], items)
items = [1, 2, 3]
items[Emptying(0):2] = [7, 8]
print(items)
items = [1, 2, 3]
del items[Emptying(0):2]
print(items)
items = [1, 2, 3]
items.insert(Emptying(1), 5)
print(items)
for action in (lambda: items[Emptying(1)], lambda: items.pop(Emptying(1)),
               lambda: items.index(2, Emptying(0))):
    items = [1, 2, 3]
    try:
        print(action())
    except (IndexError, ValueError) as error:
        print(error)
