# What a program sets on an exception lies in its __dict__; what built-in ones have does not.
import gc

gc.disable()
class E(Exception): pass
def f():
    try: raise E(1)
    except E as e: e.me=e; e.b=[]
    
gc.collect()
f()
print(gc.collect())
e=E(); e.x=1; print(e.__dict__, vars(e)); e.__dict__['y']=2; print(e.y)
n=NameError('a'); n.name='q'; print(n.__dict__, n.name); n.zz=1; print(n.__dict__)
o=OSError(1,'a'); o.errno=7; print(o.errno,o, o.__dict__)
class S(Exception):
    __slots__=('a',)
s=S(); s.a=1; s.b=2; print(s.a,s.b,s.__dict__)
del e.x; print(e.__dict__)
try: del e.x
except AttributeError as x: print(x)
e.add_note('n'); print(e.__dict__)
