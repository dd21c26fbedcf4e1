# An annotated name cannot be declared global.
def f():
    x: int = 1
    global x
