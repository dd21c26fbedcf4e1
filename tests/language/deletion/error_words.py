# What types say that cannot have items deleted, set or read.
class Plain:
    pass

def attempt(action, x):
    try:
        action(x)
        print("done", x)
    except (TypeError, IndexError, KeyError) as e:
        print(e)

def delete_first(x): del x[0]
def delete_slice(x): del x[0:1]
def delete_text(x): del x["k"]
def set_first(x): x[0] = 1
def set_slice(x): x[0:1] = [1]
def set_text(x): x["k"] = 1
def get_first(x): x[0]
def get_text(x): x["k"]

for x in (Plain(), 5, None, len, Plain, (1, 2), "text", range(3), {}.keys(), [].append, 1.5, True):
    print(type(x).__name__)
    for action in (delete_first, delete_slice, delete_text, set_first, set_slice, set_text, get_first, get_text):
        if type(x) is not type or action is not get_first and action is not get_text: attempt(action, x)
