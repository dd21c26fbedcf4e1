# What a finalizer raises is reported on standard error and ignored; the program goes on.
import gc
class Bad:
    def __del__(self):
        print("about to fail")
        raise ValueError("from __del__")

b = Bad()
del b
print("after del")
def function():
    x = Bad()
    return "returned all the same"

print(function())
items = [Bad(), Bad()]
items = None
print("after list")
c = Bad()
c.me = c
del c
print(gc.collect())
try:
    d = Bad()
    del d
    print("in try")
except ValueError:
    print("never")
class Catches:
    def __del__(self):
        try:
            1 / 0
        except ZeroDivisionError as e:
            print("caught inside", e)

Catches()
try:
    e = Catches()
    raise KeyError("outside")
except KeyError as err:
    del e
    print("still", err)
class NotCallable:
    __del__ = 5

NotCallable()
print("end")
