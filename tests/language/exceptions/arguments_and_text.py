# str(e), repr(e) and e.args.
for e in (ValueError(), ValueError("one"), ValueError("one", 2), ValueError(None), ValueError([1]), KeyError("k"), KeyError(),
          KeyError("a", "b"), KeyError(1), IndexError("i"), TypeError(("t",)), RuntimeError(""), Exception("é", "\n")):
    print(str(e), repr(e), e.args, sep=" | ")
e = ValueError("a")
e.args = ("changed", 1)
print(e, repr(e))
e.extra = "any attribute"
print(e.extra, [e], {"k": e})
print(ValueError("x") == ValueError("x"), e == e, bool(ValueError()), type(e).__name__, isinstance(e, Exception))
try:
    {}["missing"]
except KeyError as e:
    print(e, e.args, e.args[0] == "missing")
try:
    {}[1, 2]
except KeyError as e:
    print(e, e.args)
try:
    int("x")
except ValueError as e:
    print(e.args)
try:
    raise ValueError(1, *[2, 3])
except ValueError as e:
    a, b, c = e.args
    print(a, b, c)
def message(e):
    return type(e).__name__ + ": " + str(e)

print(message(StopIteration("s")), message(AttributeError("x")), message(NameError("n")))
