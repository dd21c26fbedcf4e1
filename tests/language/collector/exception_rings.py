# An exception kept by a local name of the function that caught it closes a ring through the frame.
# moment: the moment of an automatic collection shows in what it prints.
import gc
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name)

gc.collect()
def keeps():
    local = Loud("local of keeps")
    try:
        raise ValueError("v")
    except ValueError as e:
        kept = e

keeps()
print("still there")
gc.collect()
print("collected")
def lets_go():
    local = Loud("local of lets_go")
    try:
        raise ValueError("v")
    except ValueError as e:
        kept = e
        kept = None

lets_go()
print("no ring:", gc.collect())
def drops_traceback():
    local = Loud("local of drops_traceback")
    try:
        raise ValueError("v")
    except ValueError as e:
        kept = e
        kept.__traceback__ = None

drops_traceback()
print("no ring:", gc.collect())
def own_argument():
    e = ValueError()
    e.args = (e,)

own_argument()
print(gc.collect() > 0)
saved = []
def outside():
    local = Loud("local of outside")
    try:
        1 / 0
    except ZeroDivisionError as e:
        saved.append(e)

outside()
print("kept by the list", gc.collect())
saved.clear()
print("let go", gc.collect())
