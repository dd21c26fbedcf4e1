# What has keys() and __getitem__ is a mapping for dict(), update() and **.
def f(**k): return k
class Mp:
    def keys(s): return ['a', 'b']
    def __getitem__(s, k): return k * 2
print(dict(Mp()), {**Mp()}, f(**Mp()))
dd = {}; dd.update(Mp()); print(dd)
class Fails:
    def keys(self): return ["a"]
    def __getitem__(self, k): raise ValueError(k)
for ask in (dict, lambda m: {**m}, lambda m: f(**m)):
    try: ask(Fails())
    except ValueError as e: print("ValueError", e)
for ask in (dict, lambda m: {**m}, lambda m: f(**m)):
    try: ask(3)
    except TypeError as e: print(e)
try: f(a=1, **Mp())
except TypeError as e: print(e)
