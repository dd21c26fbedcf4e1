# Notes that are no strings are shown too, and the module stands before the name of a class.
class Wrong(Exception):
    pass


Wrong.__module__ = "tools.checks"
try:
    error = Wrong("first")
    error.__notes__ = ("a", 3, [4])
    raise error
except Wrong:
    error = ValueError("second")
    error.__notes__ = {"no": "list"}
    raise error
