# raise with an instance, a class, nothing, and from.
def attempt(action):
    try:
        action()
    except BaseException as e:
        print(type(e).__name__, e.args)

def instance(): raise ValueError("a", 1)
def by_class(): raise ValueError
def text(): raise "text"
def number(): raise 5
def none(): raise None
def bare(): raise
def other_class(): raise int
def not_base():
    class C: pass
    raise C()

def again():
    try:
        1 / 0
    except ZeroDivisionError:
        raise

def again_in_finally():
    try:
        [][0]
    except IndexError as e:
        try:
            raise e
        finally:
            print("on the way", end=" ")

def replaced():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("instead")

def from_other():
    raise ValueError("top") from KeyError("cause")

for action in (instance, by_class, text, number, none, bare, other_class, not_base, again, again_in_finally, replaced, from_other):
    attempt(action)
kept = ValueError("kept")
for i in range(2):
    try:
        raise kept
    except ValueError as e:
        print(e is kept, e.args)
