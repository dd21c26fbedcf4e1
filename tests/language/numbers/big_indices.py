# Where a number of 64 bits is wanted, a longer one is clipped or refused.
items, text = [1, 2, 3], "abc"
print(items[2**70:], items[-2**70:2**70], items[::2**70], items[::-2**70], text[:2**70], text[-2**70::-1])
print(text.find("b", -2**70, 2**70), items.index(2, -2**70, 2**70), range(10)[:2**70], 2**70 in range(10))
for compute in (lambda: items[2**70], lambda: text[-2**70], lambda: range(3)[2**70], lambda: items.pop(2**70),
                lambda: items.insert(2**70, 0), lambda: items * 2**70, lambda: 2**70 * text, lambda: (1,) * -2**70,
                lambda: chr(2**70), lambda: text.center(2**70), lambda: text * 2**62, lambda: range(3).index(2**70)):
    try:
        print(compute())
    except (IndexError, OverflowError, ValueError) as error:
        print(type(error).__name__, error)
class Long:
    def __len__(self): return 2**70
    def __hash__(self): return 2**70
try:
    len(Long())
except OverflowError as error:
    print(error)
print(hash(Long()) == hash(2**70))
