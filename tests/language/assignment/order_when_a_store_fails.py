# When a store of `a, b = ...` fails, the values that still wait go in the order of their targets.
class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("~" + self.name, end=" ")


class Items:
    """Gives three nodes and then fails."""

    count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count > 3:
            raise KeyError
        return Node(str(self.count))

    def __del__(self):
        print("~items", end=" ")


def first_of_two():
    missing[0], x = Node("a"), Node("b")


def last_of_two():
    x, missing[0] = Node("a"), Node("b")


def first_of_three():
    missing[0], x.y, z = Node("a"), Node("b"), Node("c")


def third_value():
    x.y, x.z, z = Node("a"), Node("b"), missing


def store_itself():
    x = 5
    x.y, x.z, z = Node("a"), Node("b"), Node("c")


def four():
    missing[0], x, y, z = Node("a"), Node("b"), Node("c"), Node("d")


def with_star():
    missing[0], *x, y, z = map(Node, "abcde")


def star_itself():
    x, *missing.y, y, z = map(Node, "abcde")


def nested():
    (x, missing.y), z = (Node("a"), Node("b")), Node("c")


def loop():
    for (x, missing.y), z in [((Node("a"), Node("b")), Node("c"))]:
        pass


def too_few():
    a, b, c, d = map(Node, "ab")


def too_few_with_star():
    a, *b, c, d = map(Node, "ab")


def too_many():
    a, b = Items()


def failing_iterator():
    a, b, c, d = Items()


def failing_iterator_with_star():
    a, *b, c = Items()


for test in (first_of_two, last_of_two, first_of_three, third_value, store_itself, four, with_star,
             star_itself, nested, loop, too_few, too_few_with_star, too_many, failing_iterator,
             failing_iterator_with_star):
    print(test.__name__, end=": ")
    try:
        test()
    except (NameError, KeyError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)
