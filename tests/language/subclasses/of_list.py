# A class that inherits from list is a list, and has what it adds.
import gc,sys
class Stack(list):
    def push(self, x): self.append(x)
    def __repr__(self): return "Stack" + super().__repr__()
    def __getitem__(self, i):
        return super().__getitem__(i) if not isinstance(i, slice) else Stack(super().__getitem__(i))
s=Stack([1,2,3]); s.push(4); s.name='n'
print(s, len(s), s[0], s[1:], s == [1,2,3,4], [1,2,3,4]==s, s+[5], type(s+[5]), s*2, sorted(s), sum(s), 3 in s, isinstance(s,list), s.__dict__)
a,*b=s; print(a,b)
for x in s: print(x, end=' ')
print(list(s), tuple(s), max(s), s.index(2), s.pop(), s.copy(), type(s.copy()))
s.extend(s); s.sort(reverse=True); print(s); del s[0]; s[0]=9; s+= [7]; print(s, type(s))
print(str(s), f"{s}", "%s" % s, bool(Stack()), Stack(), hash is not None)
try: hash(s)
except TypeError as e: print(e)
