# What classes say about themselves.
class A:
    "doc of A"
    x = 1

    def m(self):
        pass


class B(A):
    y = 2


print(A.__name__, B.__qualname__, B.__module__, A.__doc__, B.__doc__)
print(B.__base__ is A, B.__bases__, B.__mro__, A.mro())
print(A.__subclasses__(), B.__subclasses__(), type(A), type(type) is type)
print([k for k in vars(A) if not k.startswith("__")], "x" in B.__dict__, B.__dict__["y"])
print(A.__dict__.get("x"), A.__dict__.get("nope", 0), len(A.__dict__) > 2)
try:
    A.__dict__["z"] = 1
except TypeError as e:
    print(e)
A.__name__ = "Renamed"
A.__qualname__ = "also"
print(A.__name__, A)
for name, value in (("__name__", 3), ("__dict__", {})):
    try:
        setattr(A, name, value)
    except (TypeError, AttributeError) as e:
        print(e)
for target, name in ((int, "x"), (A, "nope"), (A(), "nope")):
    try:
        delattr(target, name)
    except (TypeError, AttributeError) as e:
        print(e)
try:
    int.x = 1
except TypeError as e:
    print(e)
print(B.x, B().x)
A.x = 5
print(B.x, B().x, isinstance(B(), A), issubclass(B, (int, A)))
print([name for name in dir(B()) if not name.startswith("_")])
b = B()
b.own = 1
print([name for name in dir(b) if not name.startswith("_")])
