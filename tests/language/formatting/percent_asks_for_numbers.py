# `%` asks objects for numbers: __int__ or __index__ for d, __index__ for x and c, __float__ for f.
class Float:
    def __float__(self):
        return 2.5


class Both:
    def __int__(self):
        return 7

    def __index__(self):
        return 66


class Index:
    def __index__(self):
        return 67


class Fails:
    def __int__(self):
        return "x"

    def __index__(self):
        raise ValueError("index")


class Int(int):
    pass


for form in ["%d", "%x", "%c", "%f"]:
    for kind in (Float, Both, Index, Fails, Int):
        try:
            print(form, kind.__name__, form % kind())
        except Exception as error:
            print(form, kind.__name__, type(error).__name__, error)
print("%d %x %c %5.1f %*d" % (Int(7), Int(255), Int(65), Int(3), Int(4), Int(1)), f"{Int(255):#06x} {Int(1234):,}")
