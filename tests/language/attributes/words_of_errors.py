# What is said about attributes that cannot be set or deleted.
class Node:
    pass


def attempt(action):
    try:
        action()
        print("fine")
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)


def delete_dict():
    node.__dict__["x"] = 1
    before = node.__dict__
    del node.__dict__
    print(node.__dict__, before)


def delete_name():
    del Node.__name__


def function_dict():
    del attempt.__dict__


def suppress():
    ValueError().__suppress_context__ = 1


def suppress_deleted():
    del ValueError().__suppress_context__


def slots_twice():
    class Twice:
        __slots__ = ("__dict__", "__dict__")


def slots_weak_twice():
    class Twice:
        __slots__ = ("__weakref__", "__weakref__")


node = Node()
for action in (delete_dict, delete_name, function_dict, suppress, suppress_deleted, slots_twice,
               slots_weak_twice):
    attempt(action)
attempt(lambda: object.__init__(node, 3))
attempt(lambda: type())
attempt(lambda: type(1, 2))
