# issubset() reads the whole of an iterable before it compares.
class Failing:
    def __iter__(self):
        yield 1
        yield 2
        raise ValueError("at the end")


for method in (set.issubset, set.issuperset, set.isdisjoint, set.intersection):
    try:
        print(method({1}, Failing()))
    except ValueError as error:
        print(error)
print({1}.issubset(x for x in (3, 2, 1)), {4}.issubset([]), set().issubset(""))
