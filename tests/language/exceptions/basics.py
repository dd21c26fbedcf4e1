# try, except, else and finally, and which of them runs when.
def attempt(action):
    log = ["try"]
    try:
        action()
    except ZeroDivisionError:
        log.append("zero")
    except (KeyError, IndexError) as e:
        log.append("lookup " + str(e))
    except Exception as e:
        log.append("other " + type(e).__name__)
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log

def fails_with(e):
    raise e

print(attempt(lambda: 1))
print(attempt(lambda: 1 / 0))
print(attempt(lambda: [][1]))
print(attempt(lambda: {}["k"]))
print(attempt(lambda: nothing))
print(attempt(lambda: fails_with(ValueError("v"))))
print(attempt(lambda: fails_with(ValueError)))
print(attempt(lambda: fails_with(5)))
try:
    try:
        raise KeyError("inner")
    except IndexError:
        print("wrong handler")
    finally:
        print("inner finally")
except LookupError as e:
    print("outer", e)
try:
    pass
except: print("never")
else: print("bare else")
try: raise ValueError
except: print("bare except")
