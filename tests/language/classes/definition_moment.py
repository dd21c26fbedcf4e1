# A class body runs once, from top to bottom, as statements do.
def say(tag, value):
    print("made", tag)
    return value

class A:
    print("body begins")
    x = say("x", 1)
    def f(self, d=say("default", 2)):
        return d
    y = x + 1
    print("body ends", x, y)
    x = 10
    del y

print(A.x, hasattr(A, "y"), A().f())
class B(say("base", A)):
    def f(self):
        return "B.f"

print(B().f(), B.x)
A = "rebound"
print(B.x, B.__base__.__name__)
classes = []
for i in range(2):
    class C:
        number = i
        def get(self):
            return i, self.number
    classes.append(C)
print(classes[0]().get(), classes[1]().get(), classes[0] is classes[1])
try:
    class D:
        print("D begins")
        1 / 0
except ZeroDivisionError:
    print("no D")
try:
    D
except NameError as e:
    print(e)
class Outer:
    class Inner:
        value = "nested"
print(Outer.Inner.value, Outer.Inner.__qualname__, Outer().Inner().value)
