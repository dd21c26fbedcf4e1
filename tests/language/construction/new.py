# __new__ makes the instance, __init__ fills it if it is one of the class.
import sys


class Single:
    only = None

    def __new__(cls, *args):
        print("new", cls.__name__, args)
        if cls.only is None:
            cls.only = super().__new__(cls)
        return cls.only

    def __init__(self, value):
        print("init", value)
        self.value = value


a = Single(1)
b = Single(2)
print(a is b, a.value, sys.getrefcount(a))


class Other:
    def __new__(cls):
        return 5

    def __init__(self):
        print("never")


print(Other())


class Base:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self.args = args, kwargs
        return self


class Derived(Base):
    pass


print(Derived(1, x=2).args, Base().args, type(Derived()).__name__)
try:
    object.__new__(Derived, 1)
except TypeError as e:
    print(e)
for wrong in (lambda: object.__new__(3), lambda: object.__new__(), lambda: object.__new__(int),
              lambda: int.__new__(Base), lambda: object(1), lambda: int.__new__(str)):
    try:
        wrong()
    except TypeError as e:
        print(e)


class Plain:
    pass


for wrong in (lambda: Plain(1), lambda: Plain(x=1), lambda: object.__new__(Plain, 1)):
    try:
        wrong()
    except TypeError as e:
        print(e)
print(type(object.__new__(Plain)).__name__)


class Fails:
    def __new__(cls):
        raise ValueError("no")


try:
    Fails()
except ValueError as e:
    print(e)


class Bad:
    def __init__(self):
        return 1


try:
    Bad()
except TypeError as e:
    print(e)
