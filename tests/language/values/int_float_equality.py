# An int and a float are equal when they are the same number, however large.
print(1 == 1.0, hash(1) == hash(1.0), 0 == -0.0)
print(2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53))
big = 9223372036854775807
print(big == 9223372036854775808.0, big < 9223372036854775808.0, float(big) == 9223372036854775808.0)
print(1 < 1.5 < 2, 3 > 2.999999, -1 <= -1.0, 0.1 + 0.2 == 0.3)
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, len(d), 1.0 in d, 2.0 in d)
print([1, 2].index(2.0), (0.5, 1).count(True), 1.0 in [1], True in (1,))
print(big < float("inf"), big > float("-inf"), big == float("nan"), big != float("nan"))
print(True == 1, True == 1.0, False == 0, True + True, True * 3.5)
