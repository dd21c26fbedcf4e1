# super() as an object, with and without arguments, in methods of every sort.
class A:
    value = 1

    def name(self):
        return "A"

    @classmethod
    def make(cls):
        return "make " + cls.__name__

    @property
    def prop(self):
        return "prop of A for " + type(self).__name__

    @staticmethod
    def stat():
        return "static"


class B(A):
    value = 2

    def name(self):
        s = super()
        return s.name() + "B" + str(s.value) + super(B, self).name()

    @classmethod
    def make(cls):
        return "B " + super().make()

    @property
    def prop(self):
        return super().prop + "!"

    def late(self):
        def inner():
            return super(B, self).name()
        return inner()


class C(B):
    def name(self):
        return super().name() + "C"


c = C()
print(c.name(), C.make(), c.prop, c.late(), super(B, c).stat())
print(super(B, c), super(B), super(C, c).__thisclass__.__name__, super(C, c).__self__ is c)
print(super(A, c).__init__() is None)
for wrong in (lambda: super(C, c).nope, lambda: super(C, A()), lambda: super(), lambda: super(1)):
    try:
        wrong()
    except (AttributeError, TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
print(super(C, C).make())
