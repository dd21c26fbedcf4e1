# A generator that goes on when it is closed keeps what it has; a frame of it that is held outlives it.
import gc

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("~" + self.name, end=" ")


def stubborn(default=Node("default")):
    local = Node("local")
    try:
        yield 1
    except GeneratorExit:
        yield 2


def in_a_ring():
    me = yield 1
    local = Node("local")
    try:
        yield 2
    except GeneratorExit:
        other = Node("other")
        yield 3
    print("never")


def closed():
    generator = stubborn()
    next(generator)
    try:
        generator.close()
    except RuntimeError as error:
        print(error, end=" ")
    print(generator.gi_frame.f_locals["local"].name, end=" ")
    try:
        next(generator)
    except StopIteration:
        print("finished", end=" ")


def dropped():
    generator = stubborn()
    next(generator)
    generator = None
    print("dropped", end=" ")


def held_by_its_frame():
    generator = stubborn()
    next(generator)
    frame = generator.gi_frame
    generator = None
    print(frame.f_locals["local"].name, end=" ")
    frame = None
    print("end", end=" ")


def lost():
    generator = in_a_ring()
    next(generator)
    generator.send(generator)
    generator = None
    print("lost", end=" ")
    for _ in range(4):
        print(gc.collect(), end=" ")
    print(gc.garbage, end=" ")


for test in closed, dropped, held_by_its_frame, lost:
    print(test.__name__, end=": ")
    test()
    print()
