# join() takes any iterable of strings, and gives a lone string back as it is.
import sys


class Words:
    def __init__(self, *words):
        self.words = words

    def __iter__(self):
        return iter(self.words)


class Fails:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in the middle")


print(",".join("abc"), "-".join(["é", "ü"]), "".join(()), ", ".join({"k": 1, "l": 2}), " ".join(Words("a", "b", "c")))
print("+".join(map(str, range(4))), "".join(str(i) for i in range(5)), "/".join([c * 2 for c in "xy"]))
one = "".join(["on", "e"])
print(",".join([one]) is one, ",".join(Words(one)) is one, "".join(["", ""]) == "")


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: ",".join(5))
attempt(lambda: ",".join([1]))
attempt(lambda: ",".join(["a", None]))
attempt(lambda: ",".join(range(2)))
attempt(lambda: ",".join(Fails()))
attempt(lambda: ",".join())
parts = [one, one]
before = sys.getrefcount(one)
"-".join(parts)
"-".join(iter(parts))
print(sys.getrefcount(one) - before)
