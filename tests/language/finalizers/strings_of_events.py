# The exact order of making, calling and ending in longer expressions.
log = []
class E:
    def __init__(self, name):
        log.append("+" + name)
        self.name = name
    def __del__(self):
        log.append("-" + self.name)
    def m(self, *args):
        log.append(self.name + ".m")
        return E(self.name + "m")
    def n(self, *args):
        log.append(self.name + ".n")
        return len(args)

def show():
    print(" ".join(log))
    log.clear()

E("a").m().m(); show()
E("a").m(E("b"), E("c").m()).n(); show()
E("a").n(E("b")) + E("c").n(); show()
x = [E("a"), E("b")][1].m(); show()
x = x.m(x); show()
x = (x, E("c"))[0]; show()
x = {"k": E("d"), "l": x}["k"]; show()
x.f = E("f"); x.f = x.f.m(); show()
x.f, x = E("g"), E("h"); show()
y = x = x.m(); show()
y = [y, x, E("i")]; x = y[2].name; show()
y[0], y[1:] = y[1], [E("j")]; show()
y = y[1:] + [E("k")][:1]; show()
(lambda a, b=E("default"): a.m(b))(E("l")); show()
y = E("m") if E("test").n() else E("n"); show()
y = E("o") and E("p") or E("q"); show()
not E("r"); E("s") is E("t"); E("u") == E("v"); show()
[E("w"), E("x")].pop(0).m(); show()
{}.setdefault("k", E("y")).n(E("z")); show()
y = None; show()
