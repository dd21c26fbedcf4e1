# The same with dict.
import gc,sys
class D(dict):
    def __setitem__(self,k,v):
        print('set',k); super().__setitem__(k,v)
d=D(a=1); d['b']=2; d.update(c=3)
print(d, d['a'], d.get('z'), len(d), 'a' in d, list(d), d=={'a':1,'b':2,'c':3}, {**d}, type(d|{}), d.items())
def f(**k): return k
print(f(**d))
