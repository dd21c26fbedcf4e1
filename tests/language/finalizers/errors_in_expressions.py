# When an expression fails, what it had made so far goes when the handler is reached.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def fail(*args):
    raise ValueError

def attempt(action):
    try:
        action()
    except (ValueError, TypeError, IndexError, AttributeError, KeyError, ZeroDivisionError):
        print("caught", end=" ")
    print("|")

attempt(lambda: [Loud("a"), Loud("b"), fail()])
attempt(lambda: (Loud("a"), fail(), Loud("never")))
attempt(lambda: {"k": Loud("a"), "l": fail()})
attempt(lambda: fail(Loud("a"), Loud("b")))
attempt(lambda: Loud("a").nothing)
attempt(lambda: Loud("a") + Loud("b"))
attempt(lambda: Loud("a") < Loud("b"))
attempt(lambda: [Loud("a")][1])
attempt(lambda: {Loud("a"): 1}[Loud("b")])
attempt(lambda: len(Loud("a")))
attempt(lambda: Loud("a")(Loud("b")))
attempt(lambda: Loud("a")[Loud("b")])
attempt(lambda: -Loud("a"))
attempt(lambda: [1 / 0, Loud("never")])
attempt(lambda: Loud("a") in Loud("b"))
attempt(lambda: Loud("a", "too many"))
attempt(lambda: fail(*[Loud("a")], k=Loud("b")))
print("end")
