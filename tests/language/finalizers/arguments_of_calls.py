# What a call was given is held by its names, until they are rebound, deleted, or the call ends.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def drop(x):
    del x
    print("dropped", end=" ")

def rebind(x, y):
    x = y
    print("rebound", end=" ")
    return x

def stars(*args, **kwargs):
    del args
    print("args gone", end=" ")
    del kwargs
    print("kwargs gone", end=" ")

def default(x=None):
    x = x or Loud("made inside")
    print("has", x.name, end=" ")

class Method:
    def __init__(self, part):
        print("init", end=" ")
    def call(self, x):
        del x
        print("called", end=" ")
        return self

drop(Loud("a")); print()
rebind(Loud("b"), Loud("c")); print()
stars(Loud("d"), Loud("e"), k=Loud("f")); print()
default(); default(Loud("g")); print()
Method(Loud("h")).call(Loud("i")).call(Loud("j")); print()
drop(x=Loud("k")); rebind(y=Loud("l"), x=Loud("m")); print()
drop(*[Loud("n")]); drop(**{"x": Loud("o")}); print()
(lambda x, y: print("in lambda", end=" "))(Loud("p"), Loud("q")); print()
try: drop(Loud("r"), Loud("s"))
except TypeError: print("refused")
try: Loud("t").nothing(Loud("u"))
except AttributeError: print("no such method")
try: 5(Loud("v"))
except TypeError: print("not callable")
