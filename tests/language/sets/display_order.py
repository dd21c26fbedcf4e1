# What is evaluated when in a display, and what dies when an item has no hash.
class D:
    def __init__(self, n):
        self.n = n
        print('make', n)
    def __hash__(self):
        return self.n
    def __del__(self):
        print('del', self.n)
try:
    {D(1), D(2), [], D(3)}
except TypeError as e:
    print(e)
