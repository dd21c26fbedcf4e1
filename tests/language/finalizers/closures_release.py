# A cell lets its value go with the last function that closes over it.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def make(name):
    x = Loud(name)
    y = Loud(name + " not closed over")
    def get():
        return x.name
    def replace(value):
        nonlocal x
        x = value
    return get, replace

get, replace = make("a")
print("made")
del replace
print(get())
del get
print("|")
get, replace = make("b")
replace(Loud("c"))
print(get())
del get
print("get gone")
replace(None)
print("replaced")
def outer():
    x = Loud("outer")
    def middle():
        y = Loud("middle")
        def inner():
            return x.name, y.name
        return inner
    return middle

m = outer()
i = m()
del m
print(i())
i = None
print("|")
def default(x=Loud("default")):
    pass
default = None
print("function gone")
functions = []
for n in "pq":
    def hold(x):
        return lambda: x
    functions.append(hold(Loud(n)))
functions.pop(0)
print("first gone")
functions = hold = None
print("|")
def argument(x):
    f = lambda: x
    x = Loud("new")
    print("rebound", end=" ")
    return f

argument(Loud("old"))
print("|")
