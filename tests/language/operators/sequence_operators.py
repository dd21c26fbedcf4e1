# + joins, * repeats, comparison goes item by item.
print([1] + [2], (1,) + (2,), "a" + "b", [0] * 3, (0,) * 3, "ab" * 2, 2 * [1], 0 * "x", -5 * (1,), True * [5])
print([1, 2] < [1, 2, 0], [1, 2] < [2], [] < [], (1, "a") < (1, "b"), [3] > [2, 9], [[1]] < [[2]], (1, 2) >= (1, 2))
print([1, 2] == [1.0, 2.0], (1,) == [1], "1" == 1, [1] != [2], () == (), [()] == [[]])
print([1, "a"] == [1, 5], [1, "a"] != ["a", 1])
for action in (lambda: [1, "a"] < [1, 5], lambda: [1] < (1,), lambda: [1] + (1,), lambda: (1,) + [1], lambda: "a" + ["b"],
               lambda: [1] + None, lambda: [1] * "2", lambda: [1] * [2], lambda: "a" * 2.0, lambda: {} + {}, lambda: {} < {},
               lambda: {} * 2, lambda: None + 1, lambda: [] - [], lambda: "a" - "b", lambda: () < 5, lambda: -[],
               lambda: [] and -(), lambda: "a" // 2, lambda: 5 ** "x", lambda: 5 % [], lambda: 5 & "x", lambda: [] | [],
               lambda: len < len, lambda: 1 + len, lambda: print + 1, lambda: int + 1, lambda: 1 >> 1.0, lambda: ~"x", lambda: +""):
    try:
        print(action())
    except TypeError as e:
        print(e)
a = [1, 2]
b = a * 2
b[0] = "changed"
print(a, b, a + a is a, a + [] is a, a * 1 is a)
nested = [[]] * 3
nested[0].append(1)
print(nested)
