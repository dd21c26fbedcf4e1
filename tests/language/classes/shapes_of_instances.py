# Instances of one class may get their attributes in other orders, and lose them again.
class Box:
    pass

def make(names):
    b = Box()
    for n in names:
        setattr(b, n, n.upper())
    return b

def read(b):
    return b.x, b.y, b.z

boxes = [make("xyz"), make("zyx"), make("yxz"), make("xyzw"), make("awxyz")]
for turn in range(3):
    for b in boxes:
        print(read(b), end=" ")
    print()
del boxes[0].y
boxes[0].y = "late"
boxes[1].x = "changed"
print(read(boxes[0]), read(boxes[1]), read(boxes[2]))
del boxes[2].y
try:
    read(boxes[2])
except AttributeError as e:
    print(e)
Box.y = "from the class"
print(read(boxes[2]), read(boxes[0]))
del boxes[2].x, boxes[2].z
boxes[2].z, boxes[2].y, boxes[2].x = 1, 2, 3
print(read(boxes[2]), boxes[2].y, Box.y)
for b in boxes:
    for i in range(30):
        setattr(b, "n" + str(i), i)
    for i in range(0, 30, 3):
        delattr(b, "n" + str(i))
    print(b.n1, b.n29, hasattr(b, "n27"), read(b), end=" ")
print()
class Other:
    x, y, z = 1, 2, 3

for b in [boxes[0], Other(), boxes[1], Other(), Other]:
    print(read(b), end=" ")
print()
