# __init__ is inherited when a class has none, and __repr__, __str__ and attributes too.
class Base:
    created = []
    def __init__(self, name, *rest, **options):
        self.name = name
        self.rest = rest
        self.options = options
        Base.created.append(name)
    def __repr__(self):
        return type(self).__name__ + "(" + repr(self.name) + ")"

class Same(Base):
    pass

class More(Same):
    def __init__(self, *args, extra=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = extra

class Skips(More):
    def __init__(self):
        self.name = "skipped"

print(Base("a"), Same("b", 1, 2, k=3), More("c", 5, extra=6, z=7), Skips(), Base.created)
m = More("d", 1, extra=2, y=3)
print(m.name, m.rest, m.extra, m.options, isinstance(m, Base), isinstance(m, Skips))
class Text(Base):
    def __str__(self):
        return "text of " + super().__repr__()

t = Text("t")
print(t, [t], str(t), repr(t))
class Deep0: 
    def who(self): return "0"
class Deep1(Deep0):
    def who(self): return "1" + super().who()
class Deep2(Deep1): pass
class Deep3(Deep2):
    def who(self): return "3" + super().who()
class Deep4(Deep3):
    def who(self): return "4" + super().who()

print(Deep4().who(), Deep3.who(Deep4()), Deep2().who())
class Replaces(Base):
    created = ["own"]

r = Replaces("r")
print(Base.created[-1], Replaces.created, r.created, Same.created is Base.created)
try:
    Same()
except TypeError as e:
    print(e)
