# str() is for people, repr() for programs; containers use repr of their items.
class Both:
    def __repr__(self):
        return "Both()"
    def __str__(self):
        return "a both"

class OnlyRepr:
    def __repr__(self):
        return "OnlyRepr()"

class OnlyStr:
    def __str__(self):
        return "only str"

b = Both()
print(b, [b], (b,), {"k": b}, {1: [b]})
print(str(b), repr(b), b, sep="|")
r = OnlyRepr()
print(r, [r], str(r) == repr(r))
print(str(OnlyStr()), OnlyStr())
print(str([1, "a", None, 2.0, (True,)]), str("s"), repr("s"), repr(repr("s")), str(str), str())
class Wrong:
    def __repr__(self):
        return 5

try:
    print(Wrong())
except TypeError as e:
    print(e)
try:
    str([Wrong()])
except TypeError as e:
    print(e)
