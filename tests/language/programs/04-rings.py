# Program 4: rings of two dicts, of two lists, a list inside itself, a closure that holds itself.
import gc
obj_a = {}
obj_b = {}
obj_a['b_ref'] = obj_b
obj_b['a_ref'] = obj_a
print(obj_a)
del obj_a, obj_b
print(gc.collect())
a = []
b = []
a.append(b); b.append(a)
print(a)
del a
del b
print(gc.collect())
a = [1]
a.append(a)
print(a)
del a
print(gc.collect())
def make():
    def inner():
        return inner
    return inner

f = make()
print(f() is f)
del f
print(gc.collect())
