# Places inside of methods, generators, comprehensions, handlers and finalizers.
import tracemalloc


class Thing:
    def __init__(self):
        self.item = object()

    def __add__(self, other):
        return object()


def generate():
    for i in range(3):
        yield object()


def line(thing):
    return [frame.lineno for frame in tracemalloc.get_object_traceback(thing)]


tracemalloc.start(3)
print(line(Thing().item))
print(line(Thing() + 1))
print([line(thing) for thing in generate()])
print(line([object() for i in range(2)][1]))
made = list(map(lambda n: object(), [1, 2]))
print(line(made[1]))
try:
    raise ValueError(object())
except ValueError as error:
    print(line(error.args[0]))


class Last:
    def __del__(self):
        global kept
        kept = object()


last = Last()
last = None
print(line(kept))
