# The items of a set die in the order of its table; a cleared set is empty before they do.
class D:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n
    def __eq__(self, other):
        return self is other
    def __repr__(self):
        return 'D' + str(self.n)
    def __del__(self):
        print('del', self.n, len(s) if s is not None else None)
s = {D(3), D(1), D(17), D(9), D(2)}
print(s)
s.clear()
s = {D(5), D(4), D(21)}
t, s = s, None
t = None
s = set(map(D, [6, 5, 4]))
s.discard(5)
s &= set()
s = {D(1), D(2)}
s -= set(s)
s = {D(8), D(8), D(0)}
s = set()
