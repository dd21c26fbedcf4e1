# A frame's caller is visited before what the frame itself holds: that decides what is finalized first.
import gc

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("~" + self.name, end=" ")


def fail(*x):
    raise ValueError("fail")


def keep(x):
    local = [x]
    try:
        fail(local)
    except ValueError as error:
        return error


def keep_two(x, y):
    try:
        fail(x)
    except ValueError as error:
        try:
            raise KeyError(y) from error
        except KeyError as other:
            return other


def closure(x):
    def get():
        return x

    def put(value):
        nonlocal x

    return [get, put]


def make():
    first = Node("first")
    pairs = {"k": [Node("k0"), Node("k1")]}
    get = closure(Node("closure"))[0]
    error = keep(Node("error"))
    return {"k": keep_two(get, Node("key")), "m": first}


kept = make()
print(gc.collect(1))
kept = None
print(gc.collect())
