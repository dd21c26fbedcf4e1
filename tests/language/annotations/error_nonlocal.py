# Nor a nonlocal one be annotated.
def f():
    y = 1
    def g():
        nonlocal y
        y: int
