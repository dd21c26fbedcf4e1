# What a class says when it is called wrongly, or when __init__ answers something.
class Node:
    def __init__(self, value, next=None):
        self.value = value

class Two:
    def __init__(self, a, b, *, k=1):
        pass

class Answers:
    def __init__(self):
        return 5

class Bare:
    pass

class Raises:
    def __init__(self):
        self.before = True
        raise ValueError("from __init__")

def attempt(action):
    try:
        print(action())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e, sep=": ")

attempt(lambda: Node())
attempt(lambda: Node(1, 2, 3))
attempt(lambda: Node(nothing=1))
attempt(lambda: Two(1))
attempt(lambda: Two(1, 2, 3))
attempt(lambda: Two(1, 2, q=3))
attempt(lambda: Answers())
attempt(lambda: Bare(1))
attempt(lambda: Bare(x=1))
attempt(lambda: Raises())
attempt(lambda: Node.__init__(5, 6))
attempt(lambda: Node.__init__())
n = Node(1)
n.__init__(2)
print(n.value)
