# The same with int: operators give plain ints unless they are defined.
import gc,sys
class MyInt(int):
    def __add__(self, o): return MyInt(int(self)+o)
    def __repr__(self): return f"MyInt({int(self)})"
    @property
    def double(self): return self*2
x=MyInt(5); print(x, x+1, x*2, 1+x, x.double, x==5, hash(x)==hash(5), {5:'five'}[x], [1,2,3,4,5,6][x], x.bit_length(), -x, type(x), isinstance(x,int), range(x), '%d' % x, f"{x:03d}", float(x), x<6, bool(MyInt(0)), MyInt('12'), MyInt(), x//2, divmod(x,2), abs(MyInt(-3)), x&1, str(x))
y=MyInt(7); y.tag='t'; print(y.tag, y.__dict__)
