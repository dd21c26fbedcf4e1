"""The programs of micro.py, as texts that Ouro and CPython both run."""

NODE = """
class Node:
    def __init__(self, value, other):
        self.value = value
        self.other = other
"""

# --- the collector: what stands behind `timed` is timed, each time anew ---------------------------

NEAR = "index - 1"
RANDOM = "seed // 64 % index"


def live_instances(count, which):
    """Instances, each of which refers to one that is older."""
    return f"""
import gc
{NODE}
def build(count):
    objects = [Node(None, None)]
    seed = 3
    for index in range(1, count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        objects.append(Node(None, objects[{which}]))
    return objects

objects = build({count})
gc.collect()
"""


def live_lists(count, which):
    return f"""
import gc

def build(count):
    objects = [[None, None]]
    seed = 3
    for index in range(1, count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        objects.append([None, objects[{which}]])
    return objects

objects = build({count})
gc.collect()
"""


def garbage(rings):
    """Rings of two instances; the second text makes them once more."""
    return f"""
import gc
{NODE}
def lose(rings):
    for ring in range(rings):
        one = Node(None, None)
        one.other = Node(None, one)

gc.collect()
gc.disable()
""", f"lose({rings})\n"


# --- how much of a program's time is automatic collection ----------------------------------------

GROWING = f"""
{NODE}
def build(count):
    objects = [Node(0, None)]
    seed = 3
    for index in range(1, count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        objects.append(Node(index, objects[seed // 64 % index]))
    return objects

objects = build(1000000)
print(objects[-1].other.value)
"""

WITHOUT_COLLECTION = "import gc\ngc.disable()\n"

# --- bytes of an object ---------------------------------------------------------------------------

SIZES = {
    "int": "i + 1000",
    "float": "i * 0.5",
    "list of two": "[None, None]",
    "tuple of two": "(None, zero[i])",
    "instance with two attributes": "Node(None, None)",
    "dict of two": "{'a': None, 'b': None}",
    "str of ten letters": "'abcdefgh' + names[i]",
}


def size(expression):
    """Prints the bytes that one of ten thousand objects takes, with what it owns."""
    return f"""
import tracemalloc
{NODE}
COUNT = 10000
keep = [None] * COUNT
zero = [None] * COUNT
names = ["x" + str(i % 10) for i in range(COUNT)]
keep[0] = Node(None, None)

def fill():
    for i in range(COUNT):
        keep[i] = {expression}

tracemalloc.start()
before = tracemalloc.get_traced_memory()[0]
fill()
after = tracemalloc.get_traced_memory()[0]
print((after - before + COUNT // 2) // COUNT)
"""


# --- cost of an operation among many live objects -------------------------------------------------

STEPS = 200000

OPERATIONS = {
    "make and free an instance": "make_and_free()",
    "append and pop": "append_and_pop()",
    "write an attribute of a random one": "write_random()",
    "replace a random one": "replace_random()",
    "look up a random key": "look_up_random()",
}


def among(live):
    return f"""
{NODE}
STEPS = {STEPS}
LIVE = {live}
objects = [Node(i, None) for i in range(LIVE)]
table = {{i: None for i in range(LIVE)}}

def make_and_free():
    for i in range(STEPS):
        Node(i, None)

def append_and_pop():
    for i in range(STEPS):
        objects.append(None)
        objects.pop()

def write_random():
    at = 3
    for i in range(STEPS):
        at = (at * 48271 + 11) % 2147483647
        objects[at % LIVE].value = i

def replace_random():
    at = 5
    for i in range(STEPS):
        at = (at * 48271 + 11) % 2147483647
        objects[at % LIVE] = Node(i, None)

def look_up_random():
    at = 7
    for i in range(STEPS):
        at = (at * 48271 + 11) % 2147483647
        table[at % LIVE]
"""
