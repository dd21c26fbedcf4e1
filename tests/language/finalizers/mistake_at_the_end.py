# A finalizer that fails when the program has ended, and its globals are gone, is ignored too.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("-", self.name)
        missing_name

a = Loud("a")
b = [Loud("in a ring")]
b.append(b)
print("last line")
