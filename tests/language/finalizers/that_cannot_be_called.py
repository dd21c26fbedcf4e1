# A finalizer that cannot even be called is told as coming from who was running.
import sys


class NoSelf:
    def __del__():
        pass


class Number:
    __del__ = 3


def let_go():
    node = NoSelf()
    del node
    other = NoSelf()
    return 3


node = NoSelf()
del node
node = Number()
node = None
print(let_go())
