# Taking a method from an instance makes a new object, which remembers the instance.
class Counter:
    def __init__(self):
        self.n = 0
    def up(self, by=1):
        self.n += by
        return self.n

c = Counter()
up = c.up
print(up(), up(5), c.n, up.__self__ is c, up.__func__ is Counter.up)
print(c.up is c.up, c.up == c.up, c.up == Counter().up, Counter.up is Counter.up, hash(c.up) == hash(c.up))
other = Counter()
print(Counter.up(other, 3), other.n)
methods = [c.up, other.up]
for m in methods:
    m(10)
print(c.n, other.n)
c.up = "hides the method"
print(c.up, up())
del c.up
print(c.up())
append = [].append
append(1)
append(2)
print(append.__self__, append.__name__)
names = []
for name in ["a", "b"]:
    names.append(name.upper)
print(names[0](), names[1]())
c.callback = c.up
print(c.callback(), c.callback(by=100), c.n)
try:
    c.up.attribute = 1
except AttributeError as e:
    print(e)
