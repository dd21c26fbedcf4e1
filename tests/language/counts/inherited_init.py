# super().__init__ and a class's __init__ called by hand pass self along.
import sys
class Base:
    def __init__(self, item):
        self.item = item
        print("Base", sys.getrefcount(item))

class Child(Base):
    def __init__(self, item):
        print("Child", sys.getrefcount(item))
        super().__init__(item)
        print("back in Child", sys.getrefcount(item))

class ByHand(Base):
    def __init__(self, item):
        Base.__init__(self, item)
        print("back in ByHand", sys.getrefcount(item))

a = []
c = Child(a)
print(sys.getrefcount(c), sys.getrefcount(a))
b = ByHand(a)
print(sys.getrefcount(b), sys.getrefcount(a), sys.getrefcount(b.item))
c.item = None
print(sys.getrefcount(a))
b = None
print(sys.getrefcount(a))
class Grand(Child):
    pass

g = Grand([])
print(sys.getrefcount(g), sys.getrefcount(g.item))
