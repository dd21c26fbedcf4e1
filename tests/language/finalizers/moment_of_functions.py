# Local names go when the function ends, unless what they name is returned or kept.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name)

def local():
    a = Loud("a")
    b = Loud("b")
    print("in local")

def returned():
    a = Loud("left behind")
    b = Loud("returned")
    return b

def nested():
    a = Loud("outer")
    local()
    print("back in nested")

def parameter(x):
    print("parameter", x.name)
    x = None
    print("parameter rebound")

def kept_by_closure():
    a = Loud("closed over")
    b = Loud("not closed over")
    return lambda: a.name

local()
print("---")
r = returned()
print("---")
returned()
print("---")
nested()
parameter(Loud("argument"))
p = Loud("p")
parameter(p)
del p
f = kept_by_closure()
print(f())
del f
print(r.name)
r = (lambda x: x)(r)
print("end")
