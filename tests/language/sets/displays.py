# Set displays: constants, names, stars, duplicates, and the order in which they show.
x, y = 7, 'b'
print({1}, {1, 2}, {1, 2, 3}, {3, 1, 2, 1})
print({8, 0, 1}, {0, 8, 1}, {'a', 'b', 'c'}, {x, 1, y}, {1, 1.0, True})
print({(1, 2), (1, 2), 'k'}, {*()}, {*[3, 4], 5}, {1, *'ab', *{9: 0}})
print({x, *[x, 8], x + 1})
print({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
       27, 28, 29, 30, 31, 32, 33, 34, x})
print(set(), {*{}}, type({x}), type({*()}))
for i in {30, 10, 20}:
    print(i)
print(2 in {1, 2, 3}, 2 not in {1, 2, 3}, (1, 2) in {(1, 2)})
