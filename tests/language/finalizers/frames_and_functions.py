# A kept frame, and a generator that is closed, let go of their function before their locals.
import gc

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("~" + self.name, end=" ")


def kept_frame():
    def function(first=Node("default")):
        second = Node("local")
        raise ValueError

    try:
        function()
    except ValueError as error:
        kept = error
    del function
    print("deleted", end=" ")
    kept = None


def kept_frames():
    def inner(first=Node("inner's default")):
        second = Node("inner's local")
        raise ValueError

    def outer(first=Node("outer's default")):
        second = Node("outer's local")
        inner()

    try:
        outer()
    except ValueError as error:
        frame = error.__traceback__.tb_next.tb_next.tb_frame
    del inner, outer
    print("deleted", end=" ")
    frame = None


def make(kind):
    def generator(first=Node("default"), *rest):
        second = Node("local")
        if kind == "plain":
            yield 1
        elif kind == "temporaries":
            [Node("one"), Node("two"), (yield 1)]
        elif kind == "loop":
            for item in [Node("item")]:
                yield 1
        elif kind == "finally":
            try:
                yield 1
            finally:
                print("finally", end=" ")
        elif kind == "caught":
            try:
                yield 1
            except GeneratorExit:
                print("caught", end=" ")
        elif kind == "delegating":
            yield from (x for x in [Node("item")])

    return generator(Node("first"))


def started(kind):
    generator = make(kind)
    next(generator)
    return generator


def fresh(kind):
    generator = make(kind)
    generator = None


def dropped(kind):
    generator = started(kind)
    generator = None


def closed(kind):
    generator = started(kind)
    generator.close()
    print("closed", end=" ")


def exhausted(kind):
    generator = started(kind)
    list(generator)
    print("exhausted", end=" ")


def failed(kind):
    generator = started(kind)
    try:
        generator.throw(KeyError)
    except KeyError:
        print("failed", end=" ")


def with_frame(kind):
    generator = started(kind)
    frame = generator.gi_frame
    generator = None
    print("frame", end=" ")


def in_a_ring(kind):
    generator = started(kind)
    ring = [generator]
    ring.append(ring)


for test in kept_frame, kept_frames:
    print(test.__name__, end=": ")
    test()
    print(gc.collect())
for test in fresh, dropped, closed, exhausted, failed, with_frame, in_a_ring:
    for kind in "plain", "temporaries", "loop", "finally", "caught", "delegating":
        print(test.__name__, kind, end=": ")
        test(kind)
        print(gc.collect())


def cells(how):
    one, two, three = Node("one"), Node("two"), Node("three")

    def generator(first=Node("default")):
        yield one
        three, two

    if how == "expression":
        made = ((one, x, three, two) for x in iter([Node("item")]))
    else:
        made = generator()
    if how == "started":
        next(made)
    return made


def failing_closure():
    one, two = Node("one"), Node("two")

    def fail(first=Node("default")):
        local = Node("local")
        two, one
        raise ValueError

    try:
        fail()
    except ValueError as error:
        return error.__traceback__.tb_next.tb_frame


for how in "fresh", "started", "expression":
    print(how, end=": ")
    made = cells(how)
    made = None
    print(end=" closed: ")
    made = cells(how)
    made.close()
    made = None
    print()
frame = failing_closure()
frame = None
print()
