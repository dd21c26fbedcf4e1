# A set that changes its size while it is gone through says so; iterators and their ends.
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
it = iter(s)
s.add(99)
for turn in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
it = iter({5})
print(next(it), next(it, 'end'), next(it, 'end'), type(it).__name__)
s = {1}
for x in s:
    s.remove(x)
    s.add(x)
print(s, 1 in iter(s), list(iter(s)), iter(it) is it)
a, *b = {1, 2, 3}
print(a, b)
print([*{1, 2}], (*{3},), dict([(1, 2)]) | {}, list(zip({1, 2}, 'ab')), list(enumerate({7})), ''.join({'x'}))
