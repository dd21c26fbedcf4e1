# What calling an exception class gives must be an exception.
class Wrong(Exception):
    def __new__(cls):
        return 3


try:
    raise Wrong
except TypeError as e:
    print(e.args[0].split(" returned ")[1].split(",")[0])
