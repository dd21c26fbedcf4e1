# A subclass of list overrides special methods and calls those of list.
class L(list):
    def append(s, x): print('app', x); super().append(x)
    def __len__(s): return super().__len__() * 10
    def __getitem__(s, i): return ('got', super().__getitem__(i))
    def __setitem__(s, i, v): print('set', i, v); super().__setitem__(i, v)
    def __delitem__(s, i): print('del', i); super().__delitem__(i)
    def __contains__(s, x): print('in'); return super().__contains__(x)
    def __iter__(s): print('iter'); return super().__iter__()
    def __repr__(s): return 'L' + super().__repr__()
    def __add__(s, o): return L(super().__add__(o))
    def __eq__(s, o): print('eq'); return super().__eq__(o)
    def __hash__(s): return 3
l = L([1, 2, 3])
print(l, len(l), l[0], l[1:], 2 in l, list(l), l + [4], l == [1, 2, 3], [1, 2, 3] == l, l != [1], hash(l))
l[0] = 5; del l[1]; l.append(7)
print(l, str(l), [l], sorted(l), bool(l), list(reversed(l)))
