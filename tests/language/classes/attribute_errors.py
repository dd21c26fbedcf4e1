# Missing attributes, and things that take none.
class Point:
    def __init__(self):
        self.x = 1
    def method(self):
        pass

def attempt(action):
    try:
        print(action())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e, sep=": ")

p = Point()
def sets_int(): (5).x = 1
def sets_none(): None.x = 1
def sets_list(): [].x = 1
def sets_method(): p.method.x = 1
def deletes(): del p.y
def deletes_method(): del p.method
def sets_built_in(): int.x = 1
def sets_append(): [].append = 1

attempt(lambda: p.y)
attempt(lambda: p.x.y)
attempt(lambda: Point.x)
attempt(lambda: None.value)
attempt(lambda: (1).real2)
attempt(lambda: "s".nothing)
attempt(lambda: len.nothing)
attempt(lambda: Point.method())
attempt(lambda: p.method(1))
attempt(lambda: Point(1))
attempt(lambda: p())
attempt(lambda: p[0])
attempt(lambda: len(p))
attempt(lambda: p + p)
attempt(lambda: p < p)
attempt(lambda: getattr(p, 5))
for action in (sets_int, sets_none, sets_list, sets_method, deletes, deletes_method, sets_built_in, sets_append):
    attempt(action)
