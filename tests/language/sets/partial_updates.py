# An update that fails half-way keeps what it did.
def give():
    return [1, 2, [], 3]
s = {0}
for name in ['update', 'intersection_update', 'difference_update', 'symmetric_difference_update']:
    s = {0, 1}
    try:
        getattr(s, name)(give())
    except TypeError as e:
        print(name, e, s)
class It:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise KeyError('stop here')
        return self.n
s = set()
try:
    s.update(It())
except KeyError as e:
    print(e, s)
try:
    set(It())
except KeyError as e:
    print(e)
print({1, 2}.isdisjoint(It()))
