# classmethod and staticmethod: what they are bound to, and how they are inherited.
import sys


class Shape:
    made = 0

    @classmethod
    def make(cls, *args, **kwargs):
        cls.made += 1
        return cls(*args, **kwargs)

    @staticmethod
    def helper(a, b=2):
        return a + b

    def __init__(self, name="shape"):
        self.name = name


class Square(Shape):
    @classmethod
    def make(cls):
        return super().make("square")


s = Shape.make("s")
t = Square.make()
print(s.name, t.name, type(t).__name__, Shape.made, Square.made, s.made)
print(Shape.helper(1), s.helper(1, 1), Square.helper(5))
m = Square.make
print(m.__self__ is Square, m.__func__ is Square.__dict__["make"].__func__)
print(m().name, t.make().name)
print(type(Shape.__dict__["helper"]).__name__, type(Shape.__dict__["make"]).__name__)
f = Shape.__dict__["helper"]
print(f(3), f.__func__(4), f.__wrapped__(5))
try:
    Shape.__dict__["make"]()
except TypeError as e:
    print(e)
print(sys.getrefcount(s), sys.getrefcount(t))


class Late:
    x = staticmethod(len)
    y = classmethod(lambda cls: cls.__name__)


print(Late().x("abc"), Late().y(), Late.y())
