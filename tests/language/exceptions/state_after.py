# After a handler the exception is over: a bare raise finds none, and loops go on with their values.
def bare():
    raise

def attempt(action):
    try:
        return action()
    except RuntimeError as e:
        return "RuntimeError " + str(e)
    except Exception as e:
        return type(e).__name__ + " " + str(e)

try:
    1 / 0
except ZeroDivisionError:
    print(attempt(bare))
print(attempt(bare))
def nested():
    out = []
    try:
        [][0]
    except IndexError:
        try:
            {}["k"]
        except KeyError:
            out.append("inner")
        try:
            raise
        except IndexError as e:
            out.append("outer again " + str(e))
    return out

print(nested())
def in_finally():
    try:
        1 / 0
    finally:
        try:
            raise
        except ZeroDivisionError:
            print("raise in finally finds it")

print(attempt(in_finally))
def after_handled():
    for i in range(3):
        try:
            raise KeyError(i)
        except KeyError:
            pass
    raise

print(attempt(after_handled))
def else_raises():
    try:
        pass
    except ValueError:
        return "wrong"
    else:
        raise ValueError("from else")
    finally:
        print("finally", end=" ")

print(attempt(else_raises))
def handler_raises():
    try:
        1 / 0
    except ZeroDivisionError:
        [][0]
    except IndexError:
        return "wrong"

print(attempt(handler_raises))
