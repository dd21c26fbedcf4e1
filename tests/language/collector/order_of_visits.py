# get_referents shows the order in which the collector visits what an object holds, which is the order
# in which it will finalize. A frame's caller comes before its function and locals.
import gc


class Bag(list):
    pass


class Error(Exception):
    pass


def name(thing):
    kind = type(thing).__name__
    if isinstance(thing, (str, int)):
        return repr(thing)
    if kind in ("function", "type"):
        return thing.__name__
    if kind == "frame":
        return "frame of " + thing.f_code.co_name
    return kind


def show(what, thing):
    row = [name(held) for held in gc.get_referents(thing) if type(held).__name__ != "code"]
    print(what, row)


bag = Bag(["first", "last"])
bag.x = "attribute"
show("subclass of list", bag)
show("dict", {"a": "of a", "b": "of b"})
show("dict of ints", {1: "of 1", 2: "of 2"})
show("filter", filter(show, ["item"]))
show("super", super(Bag, bag))


def boom(first, second):
    cell = "cell"

    def inner():
        return cell

    raise Error("message")


def caller():
    own = "own"
    boom("one", "two")


try:
    try:
        1 / 0
    except ZeroDivisionError:
        caller()
except Error as caught:
    error = caught
error.x = "attribute"
error.__cause__ = ValueError("cause")
show("exception", error)
trace = error.__traceback__.tb_next
while trace is not None:
    show("traceback", trace)
    show("frame", trace.tb_frame)
    trace = trace.tb_next


def generator(x):
    y = "local"
    yield x


g = generator("argument")
show("fresh generator", g)
next(g)
show("waiting generator", g)
g.close()
show("closed generator", g)
