# Sets within what is printed: nested, empty, holding themselves through an object.
print({frozenset([1]), frozenset()} == {frozenset(), frozenset([1])}, [set()], (frozenset(),), {1: set()})
class Box:
    def __init__(self):
        self.content = None
    def __repr__(self):
        return 'Box(' + repr(self.content) + ')'
b = Box()
b.content = {b}
print(b, b.content)
b.content = frozenset([b])
print(b, b.content)
b.content = None
print(str({'a'}), repr(frozenset(['b'])), str(set()), {None}, {...}, {True, 2.5})
class Loud:
    def __repr__(self):
        s.clear()
        return 'Loud'
s = {Loud()}
print(s, s)
class Bad:
    def __repr__(self):
        raise ValueError('no repr')
try:
    print({Bad()})
except ValueError as e:
    print(e)
