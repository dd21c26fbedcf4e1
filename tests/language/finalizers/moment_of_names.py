# __del__ runs at the very moment when the last reference goes.
class Loud:
    def __init__(self, name):
        self.name = name
        print("+", name)
    def __del__(self):
        print("-", self.name)

a = Loud("a")
b = a
print("two names")
del a
print("one name")
del b
print("none")
c = Loud("first")
c = Loud("second")
print("rebound")
c = None
print("set to None")
d = e = Loud("d")
d = 1
print("still e")
e = 2
f = Loud("f")
f = f
print("f = f changes nothing")
f, g = Loud("g"), f
print("swapped in")
f, g = g, f
print("swapped")
del f, g
Loud("never named")
print("after a bare expression")
if Loud("in a condition"):
    print("inside if")
x = Loud("x").name
print("x is", x)
h = Loud("ends with the program")
print("last line")
