# Counts that __new__ and __init__ see of their arguments, and who dies when.
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)


class Watch:
    def __new__(cls, thing):
        print("new", sys.getrefcount(thing))
        return super().__new__(cls)

    def __init__(self, thing):
        print("init", sys.getrefcount(thing))


thing = Noisy("thing")
w = Watch(thing)
print(sys.getrefcount(thing))
w = Watch(Noisy("passing"))
print("end")


class Refuses:
    def __new__(cls, thing):
        raise ValueError


try:
    Refuses(Noisy("refused"))
except ValueError:
    print("caught")


class Instead:
    def __new__(cls, thing):
        return thing


i = Instead(Noisy("instead"))
del i
