# Objects made, raised and dropped around handlers.
# moment: the moment of an automatic collection shows in what it prints.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

class Problem(Exception):
    def __del__(self):
        print("-problem", end=" ")

def f():
    a = Loud("a")
    raise Problem()

try:
    f()
except Problem:
    print("caught", end=" ")
print("after")
try:
    raise Problem(Loud("argument"))
except Problem as e:
    held = e.args
    print("caught", end=" ")
print("after")
held = None
print("dropped")
for i in range(2):
    try:
        f()
    except Problem as e:
        print("turn", i, end=" ")
        continue
    finally:
        print("finally", end=" ")
print("loop over")
try:
    try:
        f()
    except Problem:
        raise ValueError("second")
except ValueError as e:
    print("second", end=" ")
print("after")
def returns():
    try:
        f()
    except Problem as e:
        return "from handler"

print(returns())
try:
    x = Loud("x")
    x = [Loud("y"), 1 / 0]
except ZeroDivisionError:
    print("x is", x.name, end=" ")
    x = None
print("end")
def cycle():
    a = Loud("in a frame that holds its own exception")
    try:
        raise Problem()
    except Problem as e:
        kept = e

cycle()
print("not yet", end=" ")
import gc
print(gc.collect() > 0)
