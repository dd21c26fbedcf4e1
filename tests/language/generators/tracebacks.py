# The rows of tracebacks through generators and managers.
import sys
# traceback text through generators: only last line compared; V=1 shows rest
def inner():
    yield 1
    raise ValueError("deep")
def outer():
    yield from inner()
def top():
    for x in outer():
        print(x)
def gx():
    return [y for y in (z // 0 for z in [1])]
try: gx()
except ZeroDivisionError as e:
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
def un():
    yield
try: un().throw(ValueError("un"))
except ValueError as e:
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
class M:
    def __enter__(self): 1 / 0
    def __exit__(self, *a): pass
def w():
    with M(): pass
try: w()
except ZeroDivisionError as e:
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
class M2:
    def __enter__(self): pass
    def __exit__(self, *a): 1 / 0
def w2(n):
    with M2():
        print("x")
        if n:
            return 5
        print("y")
for i in range(2):
    try: w2(i)
    except ZeroDivisionError as e:
        t = e.__traceback__
        while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
def w3():
    with M2():
        raise KeyError(1)
try: w3()
except ZeroDivisionError as e:
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
    t = e.__context__.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
def stop():
    yield 1
    next(iter([]))
try: list(stop())
except RuntimeError as e:
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
    t = e.__cause__.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
    print(e.__suppress_context__)
top()
