# Each part becomes text before the next one is computed, and temporaries die at once.
class Loud:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        print("str of", self.name)
        return self.name

    def __format__(self, spec):
        print("format of", self.name, repr(spec))
        return self.name

    def __del__(self):
        print("del of", self.name)


def make(name):
    print("make", name)
    return Loud(name)


print(f"{make('a')} {make('b')!s} {make('c'):{make('d')}}")
print("---")
print("%s and %s" % (make("e"), make("f")))
print("---")
print("%s and %d" % (make("g"), 5))
print("---")
print("{} and {}".format(make("h"), make("i")))
print("---")
print(f"{make('j')!s:{make('k')}>3}")
