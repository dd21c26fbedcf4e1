# Attributes are listed in the order in which each instance got them.
class P:
    pass


a = P()
a.x = 1
a.y = 2
b = P()
b.y = 1
b.x = 2
print(a.__dict__, b.__dict__)
c = P()
c.x = c.y = 0
del c.x
c.x = 3
print(vars(c))
c.y = 9
print(vars(c), c.x, c.y)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)


p = P()
p.y = Noisy("first")
p.x = Noisy("second")
del p
q = P()
q.x = Noisy("third")
q.y = Noisy("fourth")
del q
