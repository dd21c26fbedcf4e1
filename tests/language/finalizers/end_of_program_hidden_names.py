# At the end of the program all names go in their order, those with an underscore too.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name)

b = Loud("b")
_a = Loud("_a")
a = Loud("a")
_b = Loud("_b")
print("last line")
