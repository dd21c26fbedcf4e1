# What functions, methods and code say about themselves, and what can be changed.
def f(a, b=2, *args, c=3, **kwargs):
    "doc of f"
    return a


print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__)
print(f.__dict__, f.__closure__, f.__code__.co_name, f.__code__.co_argcount,
      f.__code__.co_varnames, f.__code__.co_firstlineno)
f.note = 1
f.__name__ = "g"
f.__doc__ = None
f.__defaults__ = (1, 2)
f.__kwdefaults__ = {"c": 9}
print(f.__dict__, f.note, f.__name__, f.__doc__, f())
f.__defaults__ = None
try:
    f()
except TypeError as e:
    print(e)
for name, value in (("__name__", 1), ("__defaults__", 1), ("__kwdefaults__", 1), ("__dict__", 1)):
    try:
        setattr(f, name, value)
    except TypeError as e:
        print(e)
del f.note
try:
    f.note
except AttributeError as e:
    print(e)
print((lambda: 0).__name__, (lambda: 0).__doc__)


class A:
    def m(self):
        "doc of m"


m = A().m
print(m.__name__, m.__doc__, m.__func__ is A.m, m.__self__.__class__.__name__, A.m.__qualname__)
try:
    m.x = 1
except AttributeError as e:
    print(e)
print(len.__name__, [].append.__name__)
