# An instance of a subclass of str is worth a str everywhere.
class S(str):
    def __len__(s): return 99
    def __add__(s, o): return S(super().__add__(o))
    def upper(s): return 'up:' + super().upper()
s = S('abc')
print(s, repr(s), len(s), s + 'd', type(s + 'd').__name__, 'x' + s, s[0], s[::-1], s.upper(), s == 'abc', hash(s) == hash('abc'), 'a' in s, list(s), s * 2, s < 'b', {'abc': 1}[s], s.join(['1', '2']), 'b' in s, s.replace('a', 'z'), '%s' % s, S('%d') % 3, ','.join([s, s]), bool(S('')), str(s) is s, type(str(s)).__name__, sorted([S('b'), 'a']), s.split('b'), 'abcd'.startswith(s), reversed(s) is s, s.count(S('b')))
