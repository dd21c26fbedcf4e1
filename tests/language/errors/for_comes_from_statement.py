# An error in the iterator of a for loop comes from the whole statement: no marks stand under it.
class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("broken")


def go():
    total = 0
    for item in Broken():
        total += item
    return total


go()
