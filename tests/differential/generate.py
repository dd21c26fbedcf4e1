#!/usr/bin/env python3
"""Writes random programs about memory: the same program for the same seed, always.

    generate.py SEED

Every program makes objects that say their name when they die, binds them to names, attributes,
items, keys, closures, defaults and bound methods, and takes them away again in every way that the
language has, through loops, functions, exceptions and collections. On the way it prints counts and
what the collector found. So what it prints shows when each object died, and in what order.

Programs are well-formed and end, but they run into errors all the time; each of the outermost
statements catches its own and prints it. What docs/differences.md lists is not generated: no
addresses, no sizes, no counts of shared constants, no automatic collections.

The text is made from tables of templates. In a template `<node>`, `<list>`, `<dict>`, `<call>` and
`<any>` stand for an expression that most likely is of that kind (a `call` is something that can be
called without arguments), `<same>` for one of the kind that is wanted of the whole, `<node name>`
for a name that most likely holds one, `<node short>` for an expression without much in it,
`<node target>` for something that can be assigned to; the other words are rows of WORDS.
"""

import random
import re
import sys

PRELUDE = '''\
import sys, gc, weakref
gc.disable()
gc.collect()
class Node:
    def __init__(self, name, a=None):
        self.name = name
        self.a = self.b = self.c = None
        self.a = a
    def __del__(self):
        print("~" + self.name, end=" ")
    def me(self): return self
    def get(self): return self.a
    def set(self, x):
        self.a = x
        return self
    def swap(self, x):
        old, self.a = self.a, x
        return old
    def make(self): return Node(self.name + "'", self)
class Sub(Node):
    def __init__(self, name, a=None):
        super().__init__(name + "s", a)
        self.b = [a]
    def get(self): return self.b[0]
class Back(Node):
    def __del__(self):
        print("^" + self.name, end=" ")
        if len(saved) < 3: saved.append(self)
class Slots:
    __slots__ = ("name", "a", "b", "c")
    __init__ = Node.__init__
    me, get, set, swap, make = Node.me, Node.get, Node.set, Node.swap, Node.make
    def __del__(self): print("=" + self.name, end=" ")
class Prop(Node):
    @property
    def c(self): return self.hidden
    @c.setter
    def c(self, x): self.hidden = x
    @c.deleter
    def c(self): del self.hidden
    @classmethod
    def new(cls, x): return cls("n", x)
    @staticmethod
    def pass_on(x): return x
    def __call__(self): return self.b
class New(Node):
    def __new__(cls, name, a=None):
        if len(spare) > 1: return spare.pop()
        return super().__new__(cls)
    def __getattr__(self, name): return self.a
class Bag(list):
    def __del__(self): print("~bag", len(self), end=" ")
class Map(dict):
    def __del__(self): print("~map", len(self), end=" ")
spare = []
saved = []
refs = []
cache = weakref.WeakValueDictionary()
def gone(ref): print("*" + str(sum(ref is other for other in refs)), end=" ")
def watch(x, callback=gone):
    try: refs.append(weakref.ref(x, callback))
    except TypeError: pass
    return x
def known(x):
    try: return weakref.ref(x)()
    except TypeError: return x
def show(x, depth=0):
    if isinstance(x, (Node, Slots)): return type(x).__name__ + ":" + x.name
    if isinstance(x, (list, tuple)) and depth < 2:
        out = type(x).__name__ + "("
        for item in x: out += show(item, depth + 1) + ","
        return out + ")"
    if isinstance(x, dict) and depth < 2:
        out = "dict("
        for key in x: out += show(key, depth + 1) + ":" + show(x[key], depth + 1) + ","
        return out + ")"
    if isinstance(x, (int, str)) or x is None: return repr(x)
    return type(x).__name__
def say(error):
    text = str(error)
    print(type(error).__name__, "..." if " at 0x" in text else text, end=" ")
def count(x):
    if isinstance(x, (Node, Slots, list, dict)): return sys.getrefcount(x)
    return "-"
def same(x): return x
def pair(x, y=None): return [x, y]
def second(x, y): return y
def drop(x, *rest, **named):
    del x
    print("d", end=" ")
    return rest
def fail(*x): raise ValueError("fail")
def try_to_fail(x):
    try: fail(x)
    except ValueError: return x
    finally: print("f", end=" ")
def keep(x):
    local = [x]
    try: fail(local)
    except ValueError as error: return error
def keep_two(x, y):
    try: fail(x)
    except ValueError as error:
        try: raise KeyError(y) from error
        except KeyError as other: return other
def forget(x):
    if isinstance(x, Exception): x.__traceback__ = None
def chain(x, y):
    if isinstance(x, Exception): x.__context__ = y
def gen(x, y=None):
    try:
        got = yield x
        yield got
    finally: print("g", end=" ")
    yield from [y]
class Manager(Node):
    def __enter__(self): return self.a
    def __exit__(self, kind, value, trace):
        self.b = value
        return kind is ValueError
def closure(x):
    def get(): return x
    def put(value):
        nonlocal x
        x = value
    return [get, put]
'''

WORDS = {
    "few": ["0", "1", "2"],
    "end": ["0", "-1"],
    "from": ["", "0", "1", "-1"],
    "to": ["", "1", "2", "-1"],
    "field": ["a", "a", "b", "c"],
    "key": ['"k"', '"l"', '"z"', "<node name>"],
    "generation": ["", "", "", "0", "1"],
    "method": ["me", "get", "make"],
    "errors": ["Exception", "Exception as err", "(TypeError, AttributeError)", "ValueError as err"],
}

CONSTANTS = ["None", "0", "1", '"s"', "True"]

# What an expression is made of where it ends, if not of a name.
FRESH = {"node": "Node(<label>)", "list": "[]", "dict": "{}", "call": "(lambda: <any name>)",
         "iter": "iter(<list name>)", "error": "ValueError(<any name>)"}

# What gives back a thing of any kind, on its way through something else.
PASSING = [
    "same(<same>)",
    "(lambda x: x)(<same>)",
    "try_to_fail(<same>)",
    "(lambda: <same>)()",
    "closure(<same>)[0]()",
    "[<same>][0]",
    "(<same>,)[0]",
    "pair(<same>)[0]",
    '{"k": <same>}["k"]',
    'Node("t", <same>).get()',
    'Sub("t", <same>).get()',
    "second(<any>, <same>)",
    "second(y=<same>, x=<any>)",
    "(<same> if <any> else <same>)",
    "(<same> or <same>)",
    "(<same> and <same>)",
    "(<same> if <any> is not <any> else <any>)",
    "[<same>, <same>][<end>]",
    "(<any>, <same>, <any>)[1]",
    "Prop.pass_on(<same>)",
    "Prop.new(<same>).get()",
    'New("x", <same>).missing',
    "next(iter([<same>]))",
    "next(reversed([<any>, <same>]))",
    "next(zip([<same>], [<any>]))[0]",
    "next(enumerate([<same>]))[1]",
    "next(map(same, [<same>]))",
    "Bag([<same>])[0]",
    "Map(k=<same>)['k']",
    "keep(<same>).args[0][0]",
    "getattr(Node('g', <same>), 'a')",
    "[x for x in [<same>]][0]",
    "[<same> for x in [1]][0]",
    "next(x for x in [<same>])",
    "next(gen(<same>))",
    "{1: x for x in [<same>]}[1]",
    "list({<same>})[0]",
    "(lambda *x: x[0])(*gen(<same>))",
    "watch(<same>)",
    "watch(<same>, None)",
    "known(<same>)",
    "set([<same>]).pop()",
    "[*frozenset([<same>])][0]",
    "{x for x in [<same>]}.pop()",
]

EXPRESSIONS = {
    "node": [
        "Node(<label>, <any>)",
        "Sub(<label>, <any>)",
        "Back(<label>, <any>)",
        "Node(a=<any>, name=<label>)",
        "<node>.me()",
        "<node>.make()",
        "<node>.set(<any>)",
        "<node>.swap(<any>)",
        "<node name>.<field>",
        "Slots(<label>, <any>)",
        "Prop(<label>, <any>)",
        "New(<label>, <any>)",
        "Prop.new(<any>)",
        "<list name>[0]",
        "<list name>.pop()",
        '<dict name>["k"]',
    ],
    "list": [
        "[<any>, <any>]",
        "pair(<any>, <any>)",
        "pair(*<list>)",
        "[*<list>, <any>]",
        "(<list> + <list>)",
        "<list>[<from>:<to>]",
        "<list>[::-1]",
        "<list>.copy()",
        "(<list> * <few>)",
        "list(<list>)",
        "list(<dict>.values())",
        "list(<dict>)",
        "[drop(<any>, <any>)]",
        "[drop(<any>, *<list>, key=<any>)]",
        "[(<any>, <any>)]",
        "closure(<any>)",
        "sorted([<any>], key=same)",
        "Bag(<list>)",
        "list(<iter>)",
        "list(map(pair, <list>))",
        "list(zip(<list>, <iter>))",
        "list(enumerate(<list>))",
        "list(reversed(<list>))",
        "[*<iter>]",
        "pair(*<iter>)",
        "[x for x in <list>]",
        "[(x, <any>) for x in <list> if x]",
        "[lambda: x for x in <list>]",
        "[x for y in [<list>] for x in y]",
        "list(gen(<any>, <any>))",
    ],
    "dict": [
        '{"k": <any>}',
        '{"k": <any>, "l": <any>}',
        '{**<dict>, "m": <any>}',
        "(<dict> | <dict>)",
        "<dict>.copy()",
        "{<node>: <any>}",
        "dict(<dict>)",
        "dict(<dict>, k=<any>)",
        "Map(<dict>)",
        "Map(k=<any>)",
        "dict(enumerate(<list>))",
        "{i: x for i, x in enumerate(<list>)}",
        "Node(<label>, <any>).__dict__",
    ],
    "call": [
        "(lambda: <any>)",
        "<node>.<method>",
        "(lambda x=[<any>][0]: x)",
        "<list>.pop",
        "<list>.copy",
        "closure(<any>)[0]",
        "Prop(<label>, <any>)",
    ],
    "iter": [
        "iter(<list>)",
        "iter(<dict>)",
        "iter(<dict>.items())",
        "reversed(<list>)",
        "map(same, <list>)",
        "map(pair, <iter>, <list>)",
        "filter(None, <list>)",
        "filter(same, <iter>)",
        "zip(<list>, <list>)",
        "enumerate(<list>)",
        "gen(<any>, <any>)",
        "gen(<any>)",
        "(x for x in <list>)",
        "(<any> for x in <iter>)",
        "(x for x in <iter> if x)",
    ],
    "error": [
        "ValueError(<any>)",
        "ValueError(<any>, <any>)",
        "keep(<any>)",
        "keep_two(<any>, <any>)",
        "<error>.with_traceback(None)",
        "<error>.__cause__",
        "<error>.__context__",
    ],
}

TARGETS = [
    "<same name>",
    "<same name>",
    "<same name>",
    "<same name>",
    "<same name>",
    "<node short>.<field>",
    "<list short>[<end>]",
    "<dict short>[<key>]",
    "<any name>",
]

# Statements of one line. A number before one says how many times as often as others it is taken.
SIMPLE = [
    (3, "<node target> = <node>"),
    (2, "<list target> = <list>"),
    (1, "<dict target> = <dict>"),
    (1, "<call target> = <call>"),
    (1, "<any target> = <any>"),
    (1, "<any target> = <any target> = <any>"),
    (1, "<any target>, <any target> = <any>, <any>"),
    (1, "<any target>, <any target> = <list>"),
    (1, "*<list name>, <any name> = <list>"),
    (1, "<list target> += <list>"),
    (1, "<list target> *= <few>"),
    (2, "<node name>.<field> = <node name>"),
    (1, "<list name>[<from>:<to>] = <list>"),
    (1, "del <any target>"),
    (1, "del <list name>[<from>:<to>]"),
    (1, "del <node name>.<field>"),
    (2, "<list short>.append(<any>)"),
    (1, "<list short>.reverse()"),
    (1, "<list short>.pop(<end>)"),
    (1, "<list short>.insert(0, <any>)"),
    (1, "<list short>.extend(<list>)"),
    (1, "<list short>.remove(<node name>)"),
    (1, "<list short>.clear()"),
    (1, "<dict short>.clear()"),
    (1, "<dict short>.popitem()"),
    (1, "<dict short>.update(<dict>)"),
    (1, '<dict short>.setdefault("k", <any>)'),
    (1, '<dict short>.pop("k", <any>)'),
    (1, "<node name>.swap(<any>)"),
    (1, "<call>()"),
    (1, "<any>"),
    (1, "print(show(<any>))"),
    (2, "print(count(<any name>), count(<any name>), count(<any name>))"),
    (1, "print(count(<any>))"),
    (2, 'print("gc", gc.collect(<generation>))'),
    (1, "saved.clear()"),
    (1, "fail(<any>)"),
    (1, "raise ValueError(<any>)"),
    (1, "raise <error>"),
    (1, "raise <error> from <error>"),
    (1, "<iter target> = <iter>"),
    (2, "<error target> = <error>"),
    (1, "forget(<error name>)"),
    (1, "chain(<error name>, <error name>)"),
    (1, "<any target> = <error>.args"),
    (1, "print(show(next(<iter>)))"),
    (1, "<any target> = next(<iter name>, <any>)"),
    (1, "<any target> = <iter name>.send(<any>)"),
    (2, "<iter name>.close()"),
    (1, "<iter name>.throw(ValueError(<any>))"),
    (1, "with Manager(<label>, <any>) as <any name>: fail(<any>)"),
    (1, "with Manager(<label>, <any>): print(show(<any>))"),
    (1, "for <any name> in <iter>: break"),
    (2, "watch(<any name>)"),
    (1, "watch(<any>)"),
    (1, "watch(<any name>, <call>)"),
    (1, 'print(["-" if ref() is None else "+" for ref in refs])'),
    (1, "print(weakref.getweakrefcount(<any name>))"),
    (1, "refs.pop()"),
    (1, 'cache["k"] = <node>'),  # what can't be referred to weakly raises in frames of CPython's own
    (1, "cache[2] = <node>"),
    (1, '<any target> = cache.pop("k", None)'),
    (1, "print(len(cache))"),
    (1, "print({show(<any>), 'k'} == {'k', show(<any>)}, len({<any>}))"),
    (1, "print(count(<any name>) ** 70 // 3 % 2 ** 65)"),
    (1, "spare.append(<node>)"),
    (1, "spare.clear()"),
    (1, "Prop(<label>, <any>).__dict__[<key>] = <any>"),
    (1, "Sub(<label>, <any>).__dict__.clear()"),
    (1, "setattr(Node(<label>), '<field>', <any>)"),
    (1, 'print(f"{show(<any>)} {count(<any name>):>3}")'),
    (1, 'print("%s %r" % (show(<any>), count(<any name>)))'),
]
SIMPLE_TEMPLATES = [template for times, template in SIMPLE for _ in range(times)]

# The first letter of a name says what it holds at first, and most likely later.
NAME_LETTERS = {"node": "nm", "list": "l", "dict": "d", "call": "f", "iter": "i", "error": "e",
                "any": "v"}
FIRST_VALUES = {
    "n": 'Node("NAME")',
    "m": 'Sub("NAME")',
    "l": '[Node("NAME0"), Node("NAME1")]',
    "d": '{"k": [Node("NAMEk"), Node("NAMEl")]}',
    "f": 'closure(Node("NAME"))[0]',
    "v": "None",
    "i": 'iter([Node("NAME0"), Node("NAME1")])',
    "e": 'keep(Node("NAME"))',
}
GLOBAL_NAMES = ["n0", "n1", "m0", "l0", "l1", "d0", "f0", "v0", "i0", "e0"]
LOCAL_NAMES = ["nx", "ly", "dz", "fw", "iv", "eu"]
PARAMETER_NAMES = ["np", "lp", "vp"]
END = "bye"  # the line after which a program only ends
CAUGHT = ("(ValueError, TypeError, AttributeError, NameError, KeyError, IndexError, RuntimeError,"
          " StopIteration) as err")
INDENT = "    "


def indented(lines):
    return [INDENT + line for line in lines]


def first_value(name):
    return FIRST_VALUES[name[0]].replace("NAME", name)


class Chance:
    """Choices that are the same for a seed in every version of Python: only random() is."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, limit):
        return int(self.random() * limit)

    def choose(self, row):
        return row[self.below(len(row))]

    def happens(self, probability):
        return self.random() < probability

    def some(self, row, count):
        """`count` different items of the row, in any order."""
        left = list(row)
        return [left.pop(self.below(len(left))) for _ in range(count)]


class Writer:
    """Writes one program. `scope` has the names that can be used where it is writing."""

    def __init__(self, seed):
        self.chance = Chance(seed)
        self.scope = []
        self.labels = 0
        self.loops = 0

    # --- expressions ------------------------------------------------------------------------------

    def name(self, kind):
        if kind == "any" or self.chance.happens(0.04):
            return self.chance.choose(self.scope)
        fitting = [name for name in self.scope if name[0] in NAME_LETTERS[kind]]
        return self.chance.choose(fitting or self.scope)

    def expression(self, kind, depth):
        if self.chance.happens(0.03):
            kind = "any"
        if kind == "any":
            if self.chance.happens(0.1):
                return self.chance.choose(CONSTANTS)
            kind = self.chance.choose(["node", "node", "node", "list", "list", "dict", "call", "iter",
                                       "error"])
        if depth <= 0 or self.chance.happens(0.3):
            if self.chance.happens(0.7):
                return self.name(kind)
            return self.fill(FRESH[kind], kind, 0)
        templates = PASSING if self.chance.happens(0.5) else EXPRESSIONS[kind]
        return self.fill(self.chance.choose(templates), kind, depth - 1)

    def fill(self, template, kind, depth):
        """Puts something of depth `depth` for each word of a template that is to be of a kind."""

        def put(match):
            word, form = match[1], match[2]
            if word == "label":
                self.labels += 1
                return f'"{self.labels}"'
            if word in WORDS:
                return self.fill(self.chance.choose(WORDS[word]), kind, depth)
            wanted = kind if word == "same" else word
            if form == "name":
                return self.name(wanted)
            if form == "target":
                return self.fill(self.chance.choose(TARGETS), wanted, depth)
            return self.expression(wanted, 1 if form == "short" else depth)

        return re.sub(r"<(\w+)(?: (\w+))?>", put, template)

    # --- statements: each gives its lines ---------------------------------------------------------

    def simple(self):
        while True:
            line = self.fill(self.chance.choose(SIMPLE_TEMPLATES), "any", 3)
            # CPython 3.11.2 itself goes wrong where one name stands twice in a row of targets.
            targets = line.split(" = ")[0].split(", ")
            if len(targets) < 2 or targets[0] != targets[1]:
                return [line]

    def deletion(self):
        name = self.name("any")
        kind = next(kind for kind, letters in NAME_LETTERS.items() if name[0] in letters)
        return [f"del {name}", f"{name} = {self.expression(kind, 3)}"]

    def loop(self, depth, in_function):
        self.loops += 1
        counter = f"c{self.loops}"
        if self.chance.happens(0.8):
            over = self.expression(self.chance.choose(["list", "list", "dict"]), 3)
            head = f"for {self.name('any')} in {over}:"
        else:
            head = f"while {self.expression('any', 3)}:"
        lines = [f"{counter} = 0", head,
                 *indented([f"{counter} += 1", f"if {counter} > 3: break"]),
                 *indented(self.body(depth - 1, True, in_function))]
        if self.chance.happens(0.3):
            lines += ["else:", *indented(self.body(depth - 1, False, in_function))]
        return lines

    def condition(self, depth, in_loop, in_function):
        lines = [f"if {self.expression('any', 3)}:",
                 *indented(self.body(depth - 1, in_loop, in_function))]
        if self.chance.happens(0.5):
            lines += ["else:", *indented(self.body(depth - 1, in_loop, in_function))]
        return lines

    def attempt(self, depth, in_loop, in_function):
        lines = ["try:", *indented(self.body(depth - 1, in_loop, in_function))]
        if self.chance.happens(0.4):
            lines += indented([f"fail({self.expression('any', 3)})"])
        form = self.chance.choose(["except", "finally", "both"])
        if form != "finally":
            lines += [self.fill("except <errors>:", "any", 0),
                      *indented(self.body(depth - 1, in_loop, in_function))]
            if self.chance.happens(0.1):
                lines += indented(["raise"])
        if form != "except":
            lines += ["finally:", *indented(self.body(depth - 1, in_loop, in_function))]
        return lines

    def statement(self, depth, in_loop, in_function):
        which = self.chance.below(40)
        if which < 2 and depth > 0:
            return self.loop(depth, in_function)
        if which == 2 and depth > 0:
            return self.condition(depth, in_loop, in_function)
        if which in (3, 4) and depth > 0:
            return self.attempt(depth, in_loop, in_function)
        if which == 5:
            return self.deletion()
        if which == 6 and in_loop:
            return [self.chance.choose(["break", "continue"])]
        if which == 7 and in_function:
            return [f"return {self.expression('any', 3)}"]
        return self.simple()

    def body(self, depth, in_loop, in_function):
        lines = []
        for _ in range(1 + self.chance.below(3)):
            lines += self.statement(depth, in_loop, in_function)
        return lines

    # --- the whole --------------------------------------------------------------------------------

    def inner_function(self):
        outer = self.scope
        self.scope = ["nx", "ly"]
        lines = ["def inner():", *indented(["nonlocal nx, ly", *self.body(1, False, True)])]
        self.scope = outer
        return lines + self.chance.choose([["inner()"], ["fw = inner"], []])

    def function(self, name, parameters):
        takes_globals = self.chance.happens(0.3)
        self.scope = [*parameters, *LOCAL_NAMES, *parameters]
        lines = []
        if takes_globals:
            self.scope += ["n0", "l0"]
            lines.append("global n0, l0")
        lines += [f"{local} = {first_value(local)}" for local in LOCAL_NAMES]
        if self.chance.happens(0.4):
            lines += self.inner_function()
        for _ in range(2 + self.chance.below(5)):
            lines += self.statement(2, False, True)
        lines.append(f"return {self.chance.choose(self.scope)}")
        return [f"def {name}({', '.join(parameters)}):", *indented(lines)]

    def call(self, name, parameters):
        kinds = {"np": "node", "lp": "list", "vp": "any"}
        arguments = [self.expression(kinds[parameter], 2) for parameter in parameters]
        return [f"{self.name('any')} = {name}({', '.join(arguments)})"]

    def ending(self):
        """Lets go of everything by and by, or leaves it to the end of the program."""
        if self.chance.happens(0.25):
            return ["refs.clear()", 'print("end", gc.collect())', f'print("{END}")']
        lines = []
        for name in self.chance.some(GLOBAL_NAMES, len(GLOBAL_NAMES)):
            lines += [f"{name} = None", 'print(".")']
        return [*lines, "saved.clear()", "spare.clear()",
                'print(["-" if ref() is None else "+" for ref in refs], len(cache))',
                'print("end", gc.collect())', "refs.clear()", "saved.clear()",
                "print(gc.collect())"]

    def program(self):
        lines = [f"{name} = {first_value(name)}" for name in GLOBAL_NAMES]
        functions = []
        for i in range(1 + self.chance.below(3)):
            parameters = self.chance.some(PARAMETER_NAMES, self.chance.below(3))
            functions.append((f"g{i}", parameters))
            lines += self.function(*functions[-1])
        self.scope = GLOBAL_NAMES
        for _ in range(6 + self.chance.below(17)):
            if self.chance.happens(0.25):
                inside = self.call(*self.chance.choose(functions))
            else:
                inside = self.statement(2, False, False)
            lines += ["try:", *indented(inside), f"except {CAUGHT}:", INDENT + "say(err)",
                      'print("|")']
        lines += self.ending()
        return PRELUDE + "\n".join(lines) + "\n"


def generate(seed):
    """The text of the program of that seed."""
    return Writer(seed).program()


if __name__ == "__main__":
    sys.stdout.write(generate(int(sys.argv[1])))
