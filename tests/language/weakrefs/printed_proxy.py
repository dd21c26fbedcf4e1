# A proxy prints as what it stands for, and refuses to when that is gone.
import weakref


class Plain:
    def __repr__(self):
        return "plain"


class Named(Plain):
    def __str__(self):
        return "named"


for thing in (Plain(), Named()):
    proxy = weakref.proxy(thing)
    print(proxy, str(proxy), f"{proxy}", "%s" % proxy)
del thing
for use in (print, str, format):
    try:
        use(proxy)
    except ReferenceError as error:
        print(error)
