# A kept exception keeps its frames, and they the locals: tb_frame.f_locals.
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)


def inner(thing):
    extra = Noisy("extra")
    raise ValueError("kept")


def outer():
    thing = Noisy("thing")
    inner(thing)


try:
    outer()
except ValueError as e:
    kept = e
print("handled")
tb = kept.__traceback__
while tb is not None:
    frame = tb.tb_frame
    if frame.f_code.co_name != "<module>":
        print(frame.f_code.co_name, sorted(frame.f_locals), tb.tb_lineno)
    tb = tb.tb_next
locals_of_inner = kept.__traceback__.tb_next.tb_next.tb_frame.f_locals
print(locals_of_inner["thing"].name, locals_of_inner["extra"].name)
del locals_of_inner, frame
kept.__traceback__ = None
print("traceback dropped")
del kept


def again():
    try:
        outer()
    except ValueError as e:
        print(e.__traceback__.tb_frame.f_code.co_name)
    print("left the handler")


again()
print("end")
