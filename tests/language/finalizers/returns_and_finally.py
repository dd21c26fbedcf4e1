# A value on its way out is held while finally runs; an overriding return lets it go.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def plain():
    try:
        return Loud("plain")
    finally:
        print("finally", end=" ")

def overridden():
    try:
        return Loud("first")
    finally:
        return Loud("second")

def broken():
    for x in [Loud("item 1"), Loud("item 2")]:
        try:
            return Loud("lost")
        finally:
            break
    print("after loop", end=" ")

def raised():
    a = Loud("local")
    try:
        raise ValueError(Loud("argument"))
    finally:
        print("finally", end=" ")

print(plain().name)
print(overridden().name)
broken()
print()
try:
    raised()
except ValueError as e:
    print("handler", end=" ")
print("after")
try:
    raised()
except ValueError:
    print("handler", end=" ")
print("after")
def swallowed():
    try:
        raised()
    finally:
        return Loud("answer")

print(swallowed().name)
