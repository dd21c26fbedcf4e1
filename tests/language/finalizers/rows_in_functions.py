# a, b = x, y in a function: which old value goes first depends on how the row is made.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

x = 5
def two():
    a = Loud("a"); b = Loud("b")
    a, b = x, 2

def three():
    a = Loud("a"); b = Loud("b"); c = Loud("c")
    a, b, c = x, 2, x

def four():
    a = Loud("a"); b = Loud("b"); c = Loud("c"); d = Loud("d")
    a, b, c, d = x, 2, x, 4

def constants():
    a = Loud("a"); b = Loud("b")
    a, b = 1, 2

def from_a_list():
    a = Loud("a"); b = Loud("b")
    a, b = [x, 2]

def closed_over():
    a = Loud("a"); b = Loud("b")
    f = lambda: a
    a, b = x, 2

def attribute():
    a = Loud("a"); b = Loud("b")
    b.x = Loud("x")
    a, b.x = x, 2

def nested():
    a = Loud("a"); b = Loud("b"); c = Loud("c")
    (a, b), c = (x, 2), 3

def swapped(a, b):
    a, b = b, a

for f in (two, three, four, constants, from_a_list, closed_over, attribute, nested):
    print(f.__name__, end=": "); f(); print()
swapped(Loud("a"), Loud("b")); print()
