# help() of functions and methods: how they are called, and the docstring.
def f(a, b=2, /, c: int = 3, *args, d, e='x', **kw) -> str:
    """doc of f

    more
      indented
    """
def g(): pass
class C:
    "doc of C"

    def m(self, x): "doc of m"
help(f)
help(g)
help(C().m)
help(C.m)
help(lambda x, *y: 0)
