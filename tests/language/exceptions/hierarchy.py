# Which handler takes which exception.
def caught(e, kind):
    try:
        try:
            raise e
        except kind:
            return True
    except BaseException:
        return False

print(caught(IndexError(), LookupError), caught(KeyError(), LookupError), caught(LookupError(), KeyError))
print(caught(ZeroDivisionError(), ArithmeticError), caught(OverflowError(), ArithmeticError), caught(ValueError(), ArithmeticError))
print(caught(UnboundLocalError(), NameError), caught(RecursionError(), RuntimeError), caught(KeyboardInterrupt(), Exception))
print(caught(SystemExit(), Exception), caught(StopIteration(), Exception), caught(MemoryError(), Exception))
print(caught(ValueError(), (KeyError, (IndexError, ValueError))), caught(ValueError(), ()), caught(ValueError(), Exception))
print(issubclass(KeyError, Exception), issubclass(Exception, BaseException), issubclass(SystemExit, Exception))
print(issubclass(AttributeError, Exception), issubclass(NotImplementedError, RuntimeError), issubclass(AssertionError, Exception))
try:
    try:
        raise ValueError("v")
    except 5:
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError("v")
    except (KeyError, "text"):
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError("v")
    except undefined_name:
        pass
except NameError as e:
    print(e)
def which():
    print("evaluated", end=" ")
    return ValueError

try: raise KeyError
except which(): print("no")
except KeyError: print("second handler")
