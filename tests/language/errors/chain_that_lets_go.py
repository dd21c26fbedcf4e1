# Asked for its text while the traceback is printed, an exception unlinks itself.
class Secret(Exception):
    def __str__(self):
        top.__context__ = None
        return "unlinked"


top = ValueError("top")
top.__context__ = Secret()
raise top
