# All forms of import of the modules that are there.
import sys
import sys as s, gc as g
from sys import getrefcount as rc, maxsize
from sys import (getrefcount,
    maxsize as m,)
def f():
    import sys
    from gc import collect as c
    import gc as q
    return sys is s, c is g.collect, q is g
print(f(), rc is getrefcount, m == maxsize)
class C:
    import sys as inside
    from sys import maxsize as big
print(C.inside is sys, C.big == maxsize)
try:
    import nothing_there
except ModuleNotFoundError as e: print(e)
try:
    from sys import nothing_there
except ImportError as e: print(e)
try:
    import sys.path
except ModuleNotFoundError as e: print(e)
def glob():
    global gg
    import gc as gg
glob()
print(gg is g)
