# An object that its __del__ saves keeps its weak references; they die when it does.
from weakref import ref
class A:
    def __del__(self):
        global saved
        saved = self
a = A()
r = ref(a)
c = ref(a, lambda w: print('called', w()))
del a
print(r() is saved, c() is saved)
del saved
print(r(), c())
