# What is still held when the program ends is finalized then: first what the module names, then what those hold.
# moment: the moment of an automatic collection shows in what it prints.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name)

def holder(x=Loud("default of a function")):
    return lambda: x

b = Loud("b")
a = Loud("a")
c = [Loud("in a list"), a]
d = Loud("d")
d = Loud("d again")
f = holder(Loud("closed over"))
print("last line")
