# Names in other alphabets, long names, names that shadow built-ins, names with underscores.
été = 1
变量 = 2
_ = 3
__ = 4
_private = 5
__dunder__ = 6
a1b2_C3 = 7
print(été, 变量, _, __, _private, __dunder__, a1b2_C3)
a_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on = 8
print(a_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on)
list = [1]
str = "shadows"
print(list, str)
del list, str
print(list("ab"), str(5))
Print = print
print = lambda *x: Print("mine:", *x)
print(1, 2)
del print
print("back")
match = 1
case = 2
type = 3
print(match + case + type)
del type
print(type(match).__name__)
x = y = 0
X = 5
print(x, X)
for _ in range(3): pass
print(_)
