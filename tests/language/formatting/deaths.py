# Arguments of str.format() live until it returns; what a field has reached dies when it is written.
class Loud:
    def __init__(self, name):
        self.name = name

    def make(self):
        return 5

    def __getitem__(self, key):
        return Loud(self.name + "/" + key)

    def __format__(self, spec):
        print("write", self.name)
        return self.name

    def __del__(self):
        print("del", self.name)


print("{} {}".format(Loud("a"), Loud("b")))
print("{0[x]} {0[y][z]}".format(Loud("c")))
print("{k}".format(k=Loud("d")))
print(format(Loud("e"), ""))
try:
    "{0[x]:{1}} {2}".format(Loud("f"), Loud("g"))
except IndexError as error:
    print(error)
print("end")
