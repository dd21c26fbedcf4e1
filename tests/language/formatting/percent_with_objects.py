# `%` asks an object for its text, a mapping for keys, and keeps nothing.
import sys


class Mapping:
    def __getitem__(self, key):
        return "<" + key + ">"


class Loud:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name

    def __repr__(self):
        return "Loud"

    def __del__(self):
        print("del", self.name)


print("%(a)s %(b)s" % Mapping(), "nothing" % Mapping())
n = Loud("n")
pair = (n, 5)
for i in range(3):
    "%s %d" % pair
    "%(n)s %(n)r" % {"n": n}
    "%s" % n
print(sys.getrefcount(n), sys.getrefcount(pair))
print("%s" % Loud("one"))
print("%s and %r" % (Loud("two"), Loud("three")))
form = "%s and %r"
print(form % (Loud("four"), Loud("five")))
print("%(k)s" % {"k": Loud("six")})
try:
    form % (Loud("seven"), 1, 2)
except TypeError as error:
    print(error)
try:
    "%d" % Loud("eight")
except TypeError as error:
    print(error)
