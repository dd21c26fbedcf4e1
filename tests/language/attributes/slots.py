# __slots__: these attributes and no others.
import sys


class Point:
    __slots__ = ("y", "x")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, [])
print(p.x, p.y, Point.__slots__, sys.getrefcount(p.y))
for change in ("z", "__dict__"):
    try:
        setattr(p, change, {})
    except AttributeError as e:
        print(e)
del p.x
try:
    p.x
except AttributeError as e:
    print(e)
try:
    del p.x
except AttributeError as e:
    print(e)
print(hasattr(p, "x"), hasattr(p, "__dict__"), Point.x)
p.x = 7
print(Point.x.__name__, Point.x.__objclass__ is Point, p.x)


class Open(Point):
    pass


o = Open(1, 2)
o.z = 3
print(o.__dict__, o.x, o.z)
del o.z
print(vars(o))


class Third(Point):
    __slots__ = "z"

    def __init__(self):
        super().__init__(1, 2)
        self.z = 3


t = Third()
print(t.x, t.y, t.z)
try:
    t.w = 1
except AttributeError as e:
    print(e)


class Empty:
    __slots__ = ()


try:
    Empty().a = 1
except AttributeError as e:
    print(e)


class Private:
    __slots__ = ["__secret", "__dict__"]

    def __init__(self):
        self.__secret = 1
        self.other = 2


print(Private()._Private__secret, Private().__dict__)
for bad in ((1,), ("1x",), ("a b",), "__doc__"):
    try:
        class Bad:
            "a docstring"
            __slots__ = bad
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    class Clash:
        __slots__ = ("a",)
        a = 1
except ValueError as e:
    print(e)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)


p.y = Noisy("y")
p.x = Noisy("x")
del p
