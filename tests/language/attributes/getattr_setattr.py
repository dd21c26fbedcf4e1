# __getattr__ is asked for what is not found; __setattr__ and __delattr__ for every change.
class Lazy:
    def __init__(self):
        self.known = 1

    def __getattr__(self, name):
        print("asked for", name)
        if name.startswith("no"):
            raise AttributeError("nothing called " + name)
        self.__dict__[name] = name.upper()
        return name


z = Lazy()
print(z.known, z.a, z.a, z.b)
print(sorted(z.__dict__))
try:
    z.nope
except AttributeError as e:
    print(e)
print(hasattr(z, "nothing"), getattr(z, "none", 5), hasattr(z, "c"))


class Strict:
    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "bad":
            raise AttributeError(name)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("delete", name)
        object.__delattr__(self, name)


s = Strict()
s.x = 1
s.x += 1
print(s.x)
try:
    s.bad = 1
except AttributeError as e:
    print("refused", e)
setattr(s, "y", 3)
del s.x
delattr(s, "y")
try:
    del s.x
except AttributeError as e:
    print(e)
print(s.__dict__)


class Broken:
    @property
    def p(self):
        return self.missing

    def __getattr__(self, name):
        return "instead of " + name


print(Broken().p)
