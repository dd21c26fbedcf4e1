# Pairs with values that have no hash: some operators need none.
d = {1: [1], 2: [2]}
print(d.items() ^ d.items(), d.items() >= d.items(), ((1, [1]) in d.items()))
try:
    d.items() & d.items()
except TypeError as e:
    print(e)
try:
    d.items() ^ {1: [5]}.items()
except TypeError as e:
    print(e)
