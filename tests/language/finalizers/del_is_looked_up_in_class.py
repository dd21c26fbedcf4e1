# __del__ belongs to the class: an instance's own attribute of that name does nothing.
class Plain:
    pass

p = Plain()
p.__del__ = lambda: print("never")
del p
print("nothing ran")
q = Plain()
Plain.__del__ = lambda self: print("added to the class later")
del q
print("it ran")
del Plain.__del__
Plain()
print("and no more")
class Base:
    def __del__(self):
        print("inherited", type(self).__name__)

class Child(Base):
    pass

c = Child()
c = None
class Silent(Base):
    def __del__(self):
        pass

Silent()
print("overridden")
c = Child()
c.__del__()
print("called by hand, and again at the end:")
c = None
