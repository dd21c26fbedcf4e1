# Methods and attributes of a class may be replaced while instances are in use.
class A:
    def f(self):
        return "A.f"

class B(A):
    pass

def call(x):
    return x.f()

a, b = A(), B()
print(call(a), call(b))
A.f = lambda self: "new A.f"
print(call(a), call(b))
B.f = lambda self: "B.f"
print(call(a), call(b))
del B.f
print(call(b))
b.f = lambda: "own"
print(call(a), call(b), call(B()))
del b.f
print(call(b))
del A.f
for x in (a, b):
    try:
        call(x)
    except AttributeError as e:
        print(e)
A.f = 5
try:
    call(a)
except TypeError as e:
    print(e)
A.f = B
print(type(call(a)).__name__, type(call(b)).__name__)
class Meter:
    unit = "m"
    def show(self):
        return str(self.n) + self.unit

m = Meter()
for m.n in range(3):
    print(m.show(), end=" ")
    Meter.unit = Meter.unit + "m"
print()
Meter.n = "class n"
del m.n
print(m.show(), Meter.show(Meter))
for i in range(4):
    class Again:
        number = i
        def get(self): return self.number * 10
    print(Again().get(), end=" ")
print()
