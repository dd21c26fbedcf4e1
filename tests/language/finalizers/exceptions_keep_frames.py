# An exception keeps the frames it passed, and what they name, until its handler ends.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name)

def fails():
    x = Loud("local of fails")
    raise ValueError("oops")

def between():
    y = Loud("local of between")
    fails()

try:
    between()
except ValueError:
    print("in handler")
print("after handler")
try:
    between()
except ValueError as e:
    print("in handler", e)
print("after handler with a name")
try:
    try:
        between()
    finally:
        print("in finally")
except ValueError:
    print("outer handler")
print("---")
try:
    raise KeyError(Loud("argument"))
except KeyError as e:
    print("in handler")
print("---")
try:
    between()
except ValueError as e:
    kept = e
print("kept")
kept = None
print("end")
