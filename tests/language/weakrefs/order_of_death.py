# First __del__, then all references are dead, then the callbacks run, newest first, then the contents go.
from weakref import ref
class Part:
    def __del__(self):
        print('part dies')
class A:
    def __init__(self):
        self.part = Part()
    def __del__(self):
        print('__del__', [r() is self for r in refs])
def tell(name):
    def callback(w):
        print(name, w is refs[int(name)], [r() for r in refs])
    return callback
a = A()
refs = [ref(a, tell("0")), ref(a, tell("1")), ref(a, tell("2"))]
del a
print('end')
a = A()
refs = [ref(a, tell('0'))]
del a
