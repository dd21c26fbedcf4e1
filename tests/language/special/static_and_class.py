# Special methods may be static methods, class methods and bound methods.
class T:
    __len__ = staticmethod(lambda: 4)
    __contains__ = classmethod(lambda c, x: x is c)
    __iter__ = [1, 2].__iter__
print(len(T()), T in T(), 3 in T(), list(T()))
