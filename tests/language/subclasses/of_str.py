# The same with str, and __new__ that takes more.
import gc,sys
class MyStr(str):
    def shout(self): return self.upper()+'!'
    def __new__(cls, v, extra=None):
        self=super().__new__(cls, v); self.extra=extra; return self
m=MyStr('abc', extra=3); print(m, m.shout(), m.extra, len(m), m[1], m+'d', type(m+'d'), m=='abc', {'abc':1}[m], hash(m)==hash('abc'), 'b' in m, m.join(['x','y']), repr(m), f"{m:>5}", m.split('b'), ''.join([m,m]), m*2, m.replace('a','z'), sorted(m), 'abc'==m, m<'b', list(m), int(MyStr('42')), getattr(3,MyStr('real'),None), isinstance(m,str), print(MyStr('p'), sep=MyStr('-')))
