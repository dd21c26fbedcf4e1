# In which order the collector comes to know what an expression makes. An error that the machine raises
# is younger than its tracebacks, unless another one is being handled, or it is of a name or attribute.
import gc

gc.disable()


class Node:
    __slots__ = ("slot",)

    @property
    def read_only(self):
        pass


class Map(dict):
    pass


class Sequence:
    def __getitem__(self, index):
        return items[index]


def known(make):
    made = make()
    row = []
    for thing in gc.get_objects(generation=0):
        kind = type(thing).__name__
        if kind == "frame":
            kind += " of " + thing.f_code.co_name
        row.append(kind)
    return row[:-1]  # without the row itself


node = Node()
items = [node, node]


def two(*args):
    return args


def caught(make):
    try:
        make()
    except Exception as error:
        return error


def show(what, make):
    gc.collect()
    print(what, known(make))


gc.get_objects(generation=0)  # CPython keeps a tuple of its keywords from the first call on
show("enumerate", lambda: enumerate(items))
show("zip", lambda: zip(items, items))
show("map", lambda: map(two, items, items))
show("filter", lambda: filter(two, items))
show("reversed", lambda: reversed(items))
show("dict of dict", lambda: dict({"a": 1}))
show("dict of map", lambda: dict(Map(a=1)))
show("dict with map", lambda: {**Map(a=1), "b": 2})


def unpack():
    a, b, c = items


def unbound():
    print(x)
    x = 1


def free():
    x = 5

    def inner():
        return x

    del x
    inner()


def delete():
    del node.slot


def read_only():
    node.read_only = 1


def with_context():
    try:
        items[9]
    finally:
        items[10]


def with_cause():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise KeyError from error


def from_generator():
    def generator():
        yield 1 / 0

    next(generator())


def stop_in_generator():
    def generator():
        next(iter([]))
        yield

    next(generator())


for what, make in (("ZeroDivisionError", lambda: 1 / 0), ("IndexError", lambda: items[9]),
                   ("KeyError", lambda: {}[9]), ("popitem", lambda: {}.popitem()),
                   ("pop", lambda: {}.pop(1)), ("remove", lambda: items.remove(1)),
                   ("TypeError", lambda: node + 1), ("call", lambda: unpack(1, 2)),
                   ("StopIteration", lambda: next(iter([]))), ("ValueError", lambda: int("x")),
                   ("NameError", lambda: missing), ("AttributeError", lambda: node.missing),
                   ("empty slot", lambda: node.slot), ("list", lambda: [1].missing()),
                   ("passed on", lambda: Sequence()[10]), ("unpack", unpack), ("unbound", unbound),
                   ("free", free), ("delete", delete), ("read only", read_only),
                   ("context", with_context), ("cause", with_cause), ("generator", from_generator),
                   ("stop in a generator", stop_in_generator)):
    show(what, lambda: caught(make))
