# A class body is a scope of its own, which methods do not look into.
x = "module"
def function():
    x = "function"
    class C:
        x = "class"
        z = x
        def method(self):
            return x
        def own(self):
            return self.x
    return C

C = function()
print(C.z, C.x, C().method(), C().own())
class D:
    a = 1
    b = a + 1
    total = 0
    for i in range(4):
        total += i
    if total > 5:
        big = "big"
    def get(self):
        try:
            return a
        except NameError as e:
            return str(e)

print(D.a, D.b, D.total, D.i, D.big, D().get())
def make(value):
    class Holder:
        def get(self):
            return value
        def set(self, new):
            nonlocal value
            value = new
    return Holder

H, J = make(1), make(1)
H().set(5)
print(H().get(), J().get(), H is J, H.__name__)
