# An attribute is looked for in the instance, then in the class; writing goes to the instance.
class Dog:
    kind = "canine"
    tricks = []
    legs = 4

a = Dog()
b = Dog()
a.tricks.append("roll")
print(b.tricks, a.tricks is Dog.tricks)
a.kind = "wolf"
print(a.kind, b.kind, Dog.kind)
Dog.kind = "dog"
print(a.kind, b.kind, Dog.kind)
del a.kind
print(a.kind)
a.legs -= 1
print(a.legs, b.legs, Dog.legs)
b.tricks += ["sit"]
print(Dog.tricks, b.tricks is Dog.tricks, "tricks in b" if hasattr(b, "tricks") else "")
Dog.tricks = "new"
print(a.tricks, b.tricks)
Dog.sound = lambda self: "woof from " + self.kind
print(a.sound(), b.sound())
a.sound = lambda: "no self"
print(a.sound(), b.sound())
try:
    del b.legs
except AttributeError as e:
    print(e)
del Dog.legs
print(a.legs)
try:
    print(b.legs)
except AttributeError as e:
    print(e)
