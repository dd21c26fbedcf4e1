# A subclass of dict overrides special methods and calls those of dict; __missing__ stands in.
class D(dict):
    def __init__(s, *a, **k): super().__init__(*a, **k); s.n = 0
    def __setitem__(s, k, v): print('set', k); super().__setitem__(k, v)
    def __getitem__(s, k): s.n += 1; return super().__getitem__(k)
    def __missing__(s, k): return 'missing ' + str(k)
    def __delitem__(s, k): print('del', k); dict.__delitem__(s, k)
    def __contains__(s, k): return not super().__contains__(k)
    def __repr__(s): return 'D(' + super().__repr__() + ')'
d = D({'a': 1}, b=2)
print(d, d['a'], d['zz'], 'a' in d, 'q' in d, len(d), d.n, list(d), list(d.items()), d | {'c': 3}, type(d | {}), d == {'a': 1, 'b': 2}, dict(d))
d['x'] = 1; del d['x']; d.update(q=1); print(d.get('nope'), d.setdefault('s', 4), d)
d |= {'w': 2}; print(d, type(d).__name__)
def f(**k): return k
print(f(**D(a=1)), {**D(a=1)})
