# Where a truth value goes wrong: the statement, or the last comparison of the condition.
class Undecided:
    def __bool__(self):
        raise ValueError("undecided")


def plain(value):
    if value: return 1


def compared(value):
    while value is not None and value: return 1


try:
    plain(Undecided())
except ValueError:
    compared(Undecided())
