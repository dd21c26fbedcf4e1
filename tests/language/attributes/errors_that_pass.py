# An AttributeError raised by a property or __getattr__ learns which name of which object was asked.
class Asked:
    @property
    def broken(self):
        raise AttributeError("inner")

    @property
    def told(self):
        raise AttributeError("told", name="other", obj=3)

    def plain(self):
        raise AttributeError("in a call")


class Guard(Asked):
    def __getattr__(self, name):
        raise AttributeError("none " + name)


for thing in Asked(), Guard():
    for name in "broken", "told", "missing":
        try:
            getattr(thing, name)
        except AttributeError as error:
            print(error, error.name, error.obj is thing)
    try:
        thing.plain()
    except AttributeError as error:
        print(error, error.name, error.obj)
    try:
        thing.broken()
    except AttributeError as error:
        print(error, error.name, error.obj is thing)


class Slotted:
    __slots__ = ("empty",)


try:
    Slotted().empty
except AttributeError as error:
    print(error, error.name, type(error.obj).__name__)
