# A special method that is None is there, and is mostly called.
def t(f, /, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
class E:
    __eq__ = None
    __len__ = None
    __bool__ = None
    __add__ = None
    __hash__ = None
    __getitem__ = None
    __neg__ = None
    __repr__ = None
    __str__ = None
    __lt__ = None
    __call__ = None
e = E()
t(lambda: e == 1); t(lambda: len(e)); t(lambda: bool(e)); t(lambda: e + 1); t(lambda: hash(e)); t(lambda: e[1]); t(lambda: -e); t(lambda: repr(e)); t(lambda: str(e)); t(lambda: e < 1); t(lambda: 1 == e); t(lambda: 1 in e); t(lambda: e())
