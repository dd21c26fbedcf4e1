# WeakValueDictionary: entries go with their values, at that moment.
from weakref import WeakValueDictionary
class V:
    def __init__(self, n):
        self.n = n
    def __repr__(self):
        return 'V' + str(self.n)
    def __del__(self):
        print('del', self.n, len(d))
d = WeakValueDictionary()
a, b, c = V(1), V(2), V(3)
d['a'], d['b'], d['c'] = a, b, c
print(len(d), d['a'], 'b' in d, 'x' in d, d.get('c'), d.get('x'), d.get('x', 5))
print(list(d), list(d.keys()), list(d.values()), list(d.items()))
del b
print(len(d), sorted(d.keys()), d.get('b'))
for bad in [lambda: d['b'], lambda: d['q'], lambda: d.pop('q'), lambda: d.__delitem__('q')]:
    try:
        bad()
    except KeyError as e:
        print('KeyError', e)
print(d.pop('a'), d.pop('a', 'gone'), d.setdefault('c', None), len(d))
e = V(4)
print(d.setdefault('e', e), d.popitem(), len(d))
d.update({'p': a, 'q': c})
d.update(r=e)
f = d.copy()
print(sorted(f.keys()), f == d, type(f).__name__, len(d.valuerefs()), d.valuerefs()[0]() is c)
d['p'] = e
print(dict(d.items()))
del d['q']
print(sorted(d.keys()), d | {'z': c} == {'p': e, 'r': e, 'c': c, 'z': c} , repr(d)[:24])
d.clear()
print(len(d), bool(d), dict(d))
try:
    d['i'] = 5
except TypeError as x:
    print(x)
w = WeakValueDictionary({'k': a}, m=c)
print(sorted(w.items()) == [('k', a), ('m', c)])
for key, value in w.items():
    a = c = None
    print(key, value)
value = None
print(len(w), len(f))
