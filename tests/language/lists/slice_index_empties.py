# The parts of a slice may empty the list that is sliced: its length is asked for after them.
class Emptying:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        items.clear()
        return self.number


items = [1, 2, 3]
print(items[Emptying(1):Emptying(3)])
items = [1, 2, 3]
print(items[::Emptying(2)])
items = [1, 2, 3]
print(items * Emptying(2))
