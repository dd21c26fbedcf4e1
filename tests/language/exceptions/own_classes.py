# A program's own exceptions.
class Problem(Exception):
    pass

class Worse(Problem):
    def __init__(self, code, text="worse"):
        super().__init__(text)
        self.code = code

class Quiet(Exception):
    def __str__(self):
        return "quiet text"

class NoInit(ValueError):
    def __init__(self, a, b):
        self.a = a

def attempt(action):
    try:
        action()
    except Problem as e:
        print("Problem", type(e).__name__, e, e.args, getattr(e, "code", None), repr(e))
    except Exception as e:
        print("Exception", type(e).__name__, e, e.args, repr(e))

def raises(e): raise e
attempt(lambda: raises(Problem))
attempt(lambda: raises(Problem("p", 1)))
attempt(lambda: raises(Worse(5)))
attempt(lambda: raises(Worse(6, "text")))
attempt(lambda: raises(Worse))
attempt(lambda: raises(Quiet("hidden")))
attempt(lambda: raises(NoInit(1, b=2)))
print(isinstance(Worse(1), Problem), issubclass(Worse, Exception), issubclass(NoInit, ValueError), Worse.__name__)
