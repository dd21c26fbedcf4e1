# What __slots__ of several classes hold goes by classes, the most derived first; then the attributes.
import gc


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("~" + self.name, end=" ")


class Base:
    __slots__ = ("p", "q")


class Middle(Base):
    __slots__ = ("r", "s")


class Free(Middle):
    pass


class Last(Free):
    __slots__ = ("t",)


class Error(Exception):
    __slots__ = ("u", "v")


class LastError(Error):
    __slots__ = ("w",)


def fill(thing, names):
    for name in names.split():
        setattr(thing, name, Node(name))


for kind, names in ((Base, "q p"), (Middle, "p q r s"), (Middle, "p"), (Middle, "s"), (Free, "p r x"),
                    (Free, "p q r s x y"), (Last, "p q r s t x y"), (Last, "y p"), (LastError, "u v w x y")):
    thing = kind()
    fill(thing, names)
    print(kind.__name__, names, end=": ")
    print([held for held in map(lambda held: getattr(held, "name", None), gc.get_referents(thing)) if held],
          end=" ")
    thing = None
    print()
