# print() writes to any object with write(), piece by piece, and to sys.stdout as it is now.
import sys
print(1, 2, sep='-', end='!\n', file=sys.stdout, flush=True)
print('err', file=sys.stderr)
print('x', file=None)
class F:
    def __init__(s): s.got = []
    def write(s, t): s.got.append(t)
    def flush(s): s.got.append('FLUSH')
f = F()
print('a', 1, [2], sep=', ', file=f, flush=True)
print(file=f); print('q', end='', file=f)
print(f.got)
old = sys.stdout
sys.stdout = f
print('captured')
sys.stdout = old
print(f.got)
for bad in (dict(sep=1), dict(end=1), dict(file=1), dict(sep=1, file=1)):
    try: print('z', **bad)
    except (TypeError, AttributeError) as e: print(e)
print(sys.stdout.write('hé\n'), sys.stdout.flush())
try: sys.stdout.write(3)
except TypeError as e: print(e)
sys.stdout = None
print('nothing')
sys.stdout = old
class G:
    def write(s, t): raise ValueError(t)
try: print('boom', file=G())
except ValueError as e: print('V', e)
print(sys.stdout, sys.stderr)
