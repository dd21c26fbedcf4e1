# A return, break or continue inside finally wins over what was on its way.
def returns():
    try:
        return "try"
    finally:
        return "finally"

def swallows():
    try:
        1 / 0
    finally:
        return "exception lost"

def breaks():
    for i in range(3):
        try:
            return "returned"
        finally:
            break
    return "broke at " + str(i)

def continues():
    seen = []
    for i in range(3):
        try:
            seen.append(i)
            1 / 0
        finally:
            continue
    return seen

def value_is_kept():
    x = 1
    try:
        return x
    finally:
        x = 2

def list_is_shared():
    x = [1]
    try:
        return x
    finally:
        x.append(2)

def nested():
    try:
        try:
            return "inner"
        finally:
            raise KeyError("from finally")
    except KeyError:
        return "caught"

print(returns(), swallows(), breaks(), continues(), value_is_kept(), list_is_shared(), nested())
