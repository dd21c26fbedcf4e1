# An assert comes from the last comparison in it, or from the whole statement if it has none.
def check(value):
    assert value is not None and \
        value < 3 and value, value


def check_truth(value): assert not value; return value


try:
    check_truth(3)
except AssertionError as error:
    check(5)
