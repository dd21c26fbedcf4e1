# A class that builds on another has its methods, and may replace them.
class Shape:
    sides = 0
    def __init__(self, name):
        self.name = name
    def describe(self):
        return self.name + ": " + str(self.sides) + " sides, " + self.area_text()
    def area_text(self):
        return "no area"

class Square(Shape):
    sides = 4
    def __init__(self, size):
        super().__init__("square")
        self.size = size
    def area_text(self):
        return "area " + str(self.size ** 2)

class Tile(Square):
    def describe(self):
        return "tile, " + super().describe()

for shape in (Shape("thing"), Square(3), Tile(2)):
    print(shape.describe(), isinstance(shape, Shape), isinstance(shape, Square), type(shape) is Square)
print(issubclass(Tile, Shape), issubclass(Shape, Tile), issubclass(Tile, Tile), issubclass(Tile, object))
Shape.sides = 100
print(Shape("x").sides, Tile(1).sides)
del Square.sides
print(Tile(1).sides)
Shape.late = lambda self: "late " + self.name
print(Tile(1).late())
print(Tile.__name__, Tile.__base__ is Square, Shape.area_text(Tile(5)), Square.area_text(Tile(5)))
class Old(Shape):
    def __init__(self):
        Shape.__init__(self, "old way")

print(Old().name, Old.describe(Old()))
try:
    class Bad(5): pass
except TypeError as e:
    print("TypeError")
