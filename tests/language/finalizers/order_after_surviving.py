# What survived a collection is finalized in the order in which the collector found it, from the outside in.
import gc
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def run(make):
    for collections in range(3):
        x = make()
        for i in range(collections): gc.collect()
        x.me = x
        x = None
        gc.collect()
        print(end="| ")
    print()

def in_list():
    x = Loud("x"); x.a = [Loud("1"), Loud("2"), [Loud("3"), Loud("4")], Loud("5")]; return x

def in_dict():
    x = Loud("x"); x.a = {"k": Loud("1"), "l": [Loud("2")], "m": Loud("3")}; return x

def in_both():
    x = Loud("x"); x.a = [{"k": Loud("1"), "l": [Loud("2")]}, Loud("3")]; return x

def made_before():
    y = Loud("y"); z = Loud("z"); x = Loud("x"); x.a = [y, [z], Loud("w")]; return x

def in_tuple():
    x = Loud("x"); x.a = (Loud("1"), (Loud("2"), [Loud("3")])); x.b = Loud("b"); return x

def in_closure():
    x = Loud("x"); y = Loud("y"); x.f = lambda q=Loud("default"): (x, y); return x

def in_keys():
    x = Loud("x"); x.d = {}; x.d[Loud("key")] = [Loud("value")]; x.d["l"] = Loud("last"); return x

gc.disable()
gc.collect()
for make in (in_list, in_dict, in_both, made_before, in_tuple, in_closure, in_keys): run(make)
