# An exception in the middle lets go of what was made, in order.
class Loud:
    def __init__(self, name, fails=False):
        self.name = name
        self.fails = fails

    def __format__(self, spec):
        if self.fails:
            raise ValueError(self.name)
        return self.name

    def __del__(self):
        print("del", self.name)


def run(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


run(lambda: f"{Loud('a')} {1 / 0} {Loud('b')}")
run(lambda: f"{Loud('c')} {Loud('d', True)} {Loud('e')}")
run(lambda: f"{Loud('f', True):{Loud('g')}}")
run(lambda: f"{Loud('h'):{Loud('i', True)}}")
run(lambda: f"{[Loud('j')]:5}")
run(lambda: f"{undefined_name}")
run(lambda: f"{Loud('k').missing}")
print("end")
f"{5:abc}"
