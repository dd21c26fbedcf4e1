# What exceptions carry besides args.
print(OSError(2, "x"), repr(OSError(2, "x")), OSError(2, "x", "f"), OSError(1, "y").errno)
e = OSError(13, "denied", "secret.txt")
print(type(e).__name__, e.errno, e.strerror, e.filename, e.args)
print(OSError("only").errno, OSError().args, OSError(999, "z"))
print(NameError("a", name="n").name, NameError("a").name, AttributeError("a", obj=3).obj)
print(ImportError("m", name="n", path="p").name, ImportError("m").msg, SyntaxError("s").msg)
print(StopIteration(1, 2).value, StopIteration().value, SystemExit(3).code, SystemExit(3, 4).code)
for wrong in (lambda: NameError("x", foo=1), lambda: ValueError(x=1)):
    try:
        wrong()
    except TypeError as e:
        print(e)
e = ValueError("v")
e.add_note("first")
e.add_note("second")
print(e.__notes__, e.with_traceback(None) is e, e.__suppress_context__)
for wrong in (lambda: e.add_note(3), lambda: e.with_traceback(3)):
    try:
        wrong()
    except TypeError as x:
        print(x)
e.args = [1, 2]
print(e.args, e)
e.extra = "more"
print(e.extra)


class Own(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def __str__(self):
        return "own " + str(self.b)


o = Own(1, b=2)
print(o.args, o, repr(o))


class Bare(Exception):
    def __init__(self, a, b):
        pass


print(Bare(1, 2).args, repr(Bare(1, b=2)))
