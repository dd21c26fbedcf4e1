# One line calls methods of many classes in turn.
class Shape:
    name = "shape"
    def area(self): return 0
    def describe(self): return self.name + "=" + str(self.area())

class Square(Shape):
    name = "square"
    def __init__(self, side): self.side = side
    def area(self): return self.side * self.side

class Rectangle(Shape):
    def __init__(self, w, h):
        self.w = w
        self.h = h
        self.name = "rectangle " + str(w) + "x" + str(h)
    def area(self): return self.w * self.h

class Unit(Square):
    def __init__(self): super().__init__(1)
    def describe(self): return "unit " + super().describe()

class Duck:
    def describe(self): return "not a shape"
    area = describe

class Loose:
    pass

loose = Loose()
loose.describe = lambda: "from the instance"
loose.area = len
for turn in range(3):
    for thing in (Shape(), Square(3), Rectangle(2, 5), Unit(), Duck(), loose, Square(turn)):
        print(thing.describe(), end="; ")
    print()
total = 0
for thing in (Square(2), Rectangle(1, 1), Unit(), Shape()) * 5:
    total += thing.area()
print(total)
for f in (Square.area, Rectangle.area, Shape.area, lambda s: s.side):
    try:
        print(f(Square(4)))
    except AttributeError as e:
        print(e)
print(sorted([Square(3), Unit(), Rectangle(2, 1)], key=lambda s: s.area())[0].describe())
