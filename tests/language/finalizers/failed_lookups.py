# A lookup that fails says what was searched; what only the expression held goes before the handler runs.
class Loud:
    kind = "loud"
    def __init__(self, name):
        self.name = name
        self.part = [name]
    def __del__(self):
        print("-", self.name, end=" ")
    def method(self):
        return self

def attempt(action):
    try:
        action()
    except (AttributeError, TypeError, IndexError, KeyError) as e:
        print(type(e).__name__, e, sep=": ")

attempt(lambda: Loud("a").method.nothing)
attempt(lambda: Loud("a").method.nothing(Loud("b")))
attempt(lambda: Loud("a").part.nothing)
attempt(lambda: Loud("a").part.append.nothing)
attempt(lambda: Loud("a").part[5])
attempt(lambda: Loud("a").kind.nothing)
attempt(lambda: Loud("a").method().part[0].nothing)
attempt(lambda: {"k": Loud("a")}["z"])
attempt(lambda: [Loud("a")]["z"])
attempt(lambda: (Loud("a"), Loud("b"))[2])
attempt(lambda: Loud("a").method(Loud("b")))
attempt(lambda: Loud("a").method(*Loud("b")))
attempt(lambda: [*Loud("a"), Loud("b")])
attempt(lambda: {**Loud("a")})
