# finalize: called once, when its object dies; or asked, detached, or at the end of the program.
import weakref
class A:
    def __del__(self):
        print('__del__')
a = A()
f = weakref.finalize(a, print, 'gone', 1, sep=' / ')
print(f.alive, f.atexit, f.peek()[1:], f.peek()[0] is a)
del a
print(f.alive, f(), f.peek(), f.detach(), f.atexit)
a = A()
f = weakref.finalize(a, lambda x: x * 2, 21)
print(f(), f(), f.alive)
f = weakref.finalize(a, print, 'never')
print(f.detach()[2], f.alive)
first = weakref.finalize(a, print, 'first')
second = weakref.finalize(a, print, 'second')
del a
a, b, c = A(), A(), A()
weakref.finalize(a, print, 'at the end: a')
quiet = weakref.finalize(b, print, 'never')
quiet.atexit = False
weakref.finalize(c, print, 'at the end: c')
print(quiet.atexit, repr(quiet)[:20])
print('last statement')
