# A property stands before what the instance has; its functions run on reading, setting, deleting.
class Circle:
    def __init__(self, radius):
        self._radius = radius

    @property
    def radius(self):
        "The radius."
        print("get")
        return self._radius

    @radius.setter
    def radius(self, value):
        print("set", value)
        self._radius = value

    @radius.deleter
    def radius(self):
        print("delete")
        del self._radius

    @property
    def area(self):
        return 3 * self.radius ** 2


c = Circle(2)
print(c.radius, c.area)
c.radius = 5
c.radius += 1
print(c.area)
del c.radius
try:
    print(c.radius)
except AttributeError as e:
    print(e)
try:
    c.area = 3
except AttributeError as e:
    print(e)
try:
    del c.area
except AttributeError as e:
    print(e)
print(Circle.radius.__doc__, Circle.area.__doc__)
print(Circle.radius.fget is not None, Circle.area.fset)


class Old:
    def get(self):
        return "old"

    x = property(get)
    y = property(get, doc="why")
    z = property()


print(Old().x, Old.y.__doc__)
for name in "xz":
    try:
        setattr(Old(), name, 1)
    except AttributeError as e:
        print(e)
try:
    Old().z
except AttributeError as e:
    print(e)


class Young(Old):
    @property
    def x(self):
        return "young " + super().x


print(Young().x, Young().y)
Young.w = property(lambda self: "later")
print(Young().w)
