# Instances of such classes in cycles: what is collected, and how many objects that is.
import gc


class Stack(list):
    pass


class Table(dict):
    pass


class Number(int):
    pass


class Text(str):
    pass


def cycles():
    s = Stack()
    s.append(s)
    s.attr = s
    d = Table()
    d["k"] = d
    d.me = d
    i = Number(300)
    i.me = i
    t = Text("q")
    t.me = t


gc.collect()
cycles()
print(gc.collect())


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)


s = Stack([Noisy(1), Noisy(2)])
s.z = Noisy(3)
s.a = Noisy(4)
del s
d = Table(x=Noisy(5))
d.z = Noisy(6)
del d


class Dies(list):
    def __del__(self):
        print("dies with", len(self))


t = Dies([1])
t.append(t)
del t
print(gc.collect())
