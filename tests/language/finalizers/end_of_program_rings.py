# Rings that nobody collected are finalized at the end too.
import gc
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name)

gc.disable()
a = Loud("lost ring")
a.me = a
del a
b = Loud("ring with a name")
b.me = b
print("last line")
