# A class's __format__ gets the specification, and must give a string.
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        text = f"{self.cents // 100}.{self.cents % 100:02}"
        return text if spec == "" else f"{text:{spec}}" + "!"


class Wrong:
    def __format__(self, spec):
        return 5


class Plain:
    def __str__(self):
        return "plain"


m = Money(1205)
print(f"{m} {m:>8} {m!s:.9} {[m][0]:<7}|", format(m), format(m, "^9"), "{:>6}".format(m))
print(f"{Plain()}", format(Plain()), "{}".format(Plain()))
for spec in ["", "5"]:
    try:
        print(format(Plain(), spec))
    except TypeError as error:
        print(error)
try:
    f"{Wrong()}"
except TypeError as error:
    print(error)


class Asking:
    def __format__(self, spec):
        return repr(spec)


print(f"{Asking()}|{Asking():}|{Asking():x{1}y}|{Asking()!r:>3.3}|")


class Child(Money):
    def __format__(self, spec):
        return "child " + super().__format__(spec)


print(f"{Child(5)} {Child(5):>6}", object.__format__(Plain(), ""), (5).__format__("03"))
