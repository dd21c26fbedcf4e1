# Every value knows its type, and a type is a value too.
def function():
    pass

class Point:
    def move(self):
        pass

point = Point()
for value in (None, 1, 1.5, True, "s", (), [], {}, range(3), function, len, Point, point, point.move, [].append, int, type):
    print(type(value).__name__)
print(function(), type(function()) is type(None), None is None, None == 0, None == False)
print(int.__name__, Point.__name__, function.__name__, len.__name__, point.move.__name__)
print(type(3) is int, type(int) is type, type(Point) is type, type(type) is type)
print(isinstance(3, int), isinstance(3, (str, int)), isinstance(3, (str, (float, bool))), isinstance(point, Point))
print(isinstance(Point, type), isinstance(None, object), isinstance(object, object), isinstance(3, object))
print(int, str, list, type, object, type(None), sep=" ")
try:
    isinstance(3, 3)
except TypeError as e:
    print(e)
