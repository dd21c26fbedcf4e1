# What happens to references and callbacks when the program ends.
from weakref import ref
class A:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print('del', self.n)
a = A(1)
r = ref(a)
held = {'b': A(2)}
print(r() is a)
