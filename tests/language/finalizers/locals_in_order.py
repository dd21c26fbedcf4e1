# When a function ends its names go in order: parameters, other names, then those closed over by name.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def plain(p, q):
    z = Loud("z"); y = Loud("y"); p = Loud("p"); x = Loud("x")

def closed_over_last():
    n = Loud("n")
    g = lambda: n
    m = Loud("m")

def closed_over_by_name():
    z = Loud("z"); a = Loud("a"); m = Loud("m")
    def g(): return z, a
    b = Loud("b")

def parameters_stay_first(p, q):
    z = Loud("z")
    def g(): return q, z
    y = Loud("y")

def read_before_bound(flag):
    if flag: print(late)
    early = Loud("early")
    late = Loud("late")

def handlers_and_loops():
    for i in [Loud("i")]:
        try:
            k = Loud("k")
            1 / 0
        except ZeroDivisionError as e:
            j = Loud("j")

def makes_closure():
    b = Loud("b"); a = Loud("a"); c = Loud("c")
    def inner(): return c, b, a
    return inner

plain(1, 2); print()
closed_over_last(); print()
closed_over_by_name(); print()
parameters_stay_first(Loud("p"), Loud("q")); print()
read_before_bound(False); print()
handlers_and_loops(); print()
f = makes_closure()
f = None; print()
