# What was done before an exception stays done; what comes after is not done.
items = [3, 1]
def grow(n):
    items.append(n)
    if n > 2: raise ValueError("too many")
    return n

try:
    result = [grow(0), grow(1), grow(3), grow(2)]
except ValueError as e:
    print(e, items)
try:
    result
except NameError as e:
    print(e)
try:
    x, y = grow(1), grow(5)
except ValueError:
    print(items)
d = {}
try:
    d[1], d[2], d[[]], d[3] = 1, 2, 3, 4
except TypeError as e:
    print(e, d)
try:
    items.extend([1, 2, items.nothing])
except AttributeError as e:
    print(e, len(items))
try:
    items += 5
except TypeError as e:
    print(e, len(items))
mixed = [2, 1, "a", 0]
try:
    mixed.sort()
except TypeError as e:
    print(e, len(mixed))
def half(n):
    global total
    total = n
    1 / 0
    total = -1

try: half(5)
except ZeroDivisionError: print(total)
class C:
    def __init__(self):
        made.append(self)
        self.ready = False
        raise ValueError("not ready")

made = []
try: C()
except ValueError as e: print(e, made[0].ready)
