# The loop variable keeps its last item; the sequence goes when the loop is over.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def make(n):
    out = []
    for i in range(n):
        out.append(Loud(str(i)))
    i = None
    return out

for x in make(3):
    print(x.name, end=" ")
print("after")
x = None
print("|")
for x in [Loud("a"), Loud("b")]:
    break
print("broke")
del x
print("|")
for x in (Loud("t"), Loud("u")):
    x = None
    print("body", end=" ")
print("else")
for i in range(2):
    y = Loud("y" + str(i))
    print("turn", i, end=" ")
print("|")
n = 0
while n < 2:
    Loud("w" + str(n))
    n += 1
print("|")
def early():
    for x in make(3):
        if x.name == "1":
            return "returned"

print(early())
for k in {Loud("key"): Loud("value")}:
    print("in dict loop", end=" ")
print("|")
k = y = None
for z in make(2): Loud("inner")
del z
