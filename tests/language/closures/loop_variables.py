# A closure holds the variable, not the value it had: all of these see the last one.
def make():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    print(functions[0](), functions[1](), functions[2]())
    i = "changed later"
    print(functions[0](), functions[2]())
    return functions

kept = make()
print(kept[1]())

def make_apart():
    functions = []
    for i in range(3):
        def hold(i):
            return lambda: i
        functions.append(hold(i))
    return functions

apart = make_apart()
print(apart[0](), apart[1](), apart[2]())
module_level = []
for j in range(3):
    module_level.append(lambda: j)
print(module_level[0]())
j = 99
print(module_level[0]())
del j
try:
    module_level[0]()
except NameError as e:
    print(e)
