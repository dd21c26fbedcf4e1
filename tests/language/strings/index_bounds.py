# The bounds of find() and its kin may be objects with __index__.
class Number:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        print("asked for", self.number)
        return self.number


class Broken:
    def __index__(self):
        raise ValueError("no number")


text = "abcabc"
print(text.find("c", Number(3)), text.rfind("c", Number(0), Number(3)))
print(text.index("a", Number(1)), text.count("a", Number(1)))
print(text.startswith("b", Number(1)), text.endswith("b", Number(0), Number(2)))
print(text.find("c", None, None), text.find("c", 10**30), text.find("c", -(10**30)))
for start in (Broken(), "b", 1.0):
    try:
        text.find("a", start)
    except (TypeError, ValueError) as error:
        print(error)
for arguments in ((), (1, 2, 3, 4)):
    try:
        text.count(*arguments)
    except TypeError as error:
        print(error)
