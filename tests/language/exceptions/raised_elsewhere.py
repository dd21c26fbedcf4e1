# The context of an exception that is raised again somewhere else is what is handled there.
a = ValueError("a")
for other in (KeyError("k"), OSError("o")):
    try:
        try: raise other
        except Exception: raise a
    except ValueError: pass
    print(repr(a.__context__))
try:
    try: raise a
    except ValueError as e: raise e
except ValueError: pass
print(repr(a.__context__))
b, c = ValueError("b"), ValueError("c")
b.__context__ = c
c.__context__ = b
try:
    try: raise b
    except ValueError: raise a
except ValueError: pass
print(repr(a.__context__), repr(a.__context__.__context__))
b.__context__ = None
try:
    try: raise a
    except ValueError: raise c
except ValueError: pass
print(repr(c.__context__), repr(a.__context__), repr(b.__context__))
