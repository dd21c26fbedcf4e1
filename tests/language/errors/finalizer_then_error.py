# The name of a freed object, and the finalizers that run when an exception ends the program.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name)

def f():
    a = Loud("local")
    b = Loud("deleted")
    del b
    return a.nothing

kept = Loud("global")
temporary = [Loud("in list")]
del temporary
print(f())
