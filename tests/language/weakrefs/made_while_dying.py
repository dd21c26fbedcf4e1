# References made in __del__ and in callbacks.
from weakref import ref
class A:
    def __del__(self):
        global late
        late = ref(self, lambda w: print('late', w()))
a = A()
r = ref(a, lambda w: print('early', w(), late()))
del a
class B:
    pass
def again(w):
    global b, s
    print('again', w())
    b = B()
    s = ref(b, lambda w: print('second', w()))
b = B()
s = ref(b, again)
b = None
b = None
