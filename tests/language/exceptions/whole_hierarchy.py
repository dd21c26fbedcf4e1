# Which exceptions catch which.
for error, base in ((FileNotFoundError, OSError), (ConnectionResetError, ConnectionError),
                    (KeyError, LookupError), (ZeroDivisionError, ArithmeticError),
                    (ModuleNotFoundError, ImportError), (RecursionError, RuntimeError),
                    (UnboundLocalError, NameError), (TabError, SyntaxError), (UserWarning, Warning),
                    (UnicodeError, ValueError), (Exception, BaseException), (TimeoutError, IOError)):
    try:
        raise error("x")
    except base as e:
        print(type(e).__name__, base.__name__, e.args)
print(IOError is OSError, EnvironmentError is OSError)
print(ZeroDivisionError.__mro__)
for error in (GeneratorExit, KeyboardInterrupt, SystemExit):
    try:
        try:
            raise error
        except Exception:
            print("not here")
    except BaseException as e:
        print(type(e).__name__, issubclass(error, Exception))
