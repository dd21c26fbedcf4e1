# What the class of a program's exception says stands before what exceptions have by nature.
class Fixed(Exception):
    args = ("always",)


class Exit(SystemExit):
    code = 3


class Stop(StopIteration):
    @property
    def value(self):
        return "computed"


class Missing(AttributeError):
    name = "class"


print(Fixed(1).args, Fixed(1), repr(Fixed(1)))
print(Exit().code, Exit(5).args)
print(Stop(1).value, Stop(1).args)
print(Missing("text").name)
