# However a loop is left, what it walked over is let go then.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def items(tag):
    return [Loud(tag + "1"), Loud(tag + "2")]

def by_return():
    for x in items("r"):
        for y in items("R"):
            return "returned"

def by_exception():
    for x in items("e"):
        for y in items("E"):
            1 / 0

def by_return_in_finally():
    for x in items("f"):
        try:
            for y in items("F"):
                1 / 0
        finally:
            return "from finally"

def by_break():
    for x in items("b"):
        for y in items("B"):
            break
        else:
            print("never")
        print("inner left", end=" ")
        break
    print("outer left", end=" ")

def by_continue():
    for x in items("c"):
        for y in (1, 2):
            if y == 2: break
            continue
        x = None
        print("next", end=" ")

for action in (by_return, by_exception, by_return_in_finally, by_break, by_continue):
    try:
        print(action())
    except ZeroDivisionError:
        print("caught")
for x in items("m"):
    try:
        1 / 0
    except ZeroDivisionError:
        print("in handler", end=" ")
        break
print("module loop left")
for x in {"k": Loud("value")}.values():
    print(x.name, end=" ")
    break
print("dict loop left")
x = None
print("|")
for x in items("u")[::-1]: pass
print("|", x.name)
