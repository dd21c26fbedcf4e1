# Which of two equal items is kept, and who is asked: hashes are kept, comparisons ask the one that is there.
log = []
class K:
    def __init__(self, n, tag):
        self.n, self.tag = n, tag
    def __hash__(self):
        log.append('hash ' + self.tag)
        return self.n
    def __eq__(self, other):
        log.append(self.tag + '==' + other.tag)
        return self.n == other.n
    def __repr__(self):
        return self.tag
def show(x):
    print(x, log)
    log.clear()
a, b, c, d = K(1, 'a'), K(1, 'b'), K(2, 'c'), K(9, 'd')
s = {a, c}
show(s)
s.add(b)
show(s)
show(b in s)
show(d in s)
t = {b, d}
show(s | t)
show(t | s)
show(s & t)
show(t & s)
show(s - t)
show(s ^ t)
show(s == {b, c})
show(s.copy())
show(frozenset(s))
show(hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
s.discard(b)
show(s)
