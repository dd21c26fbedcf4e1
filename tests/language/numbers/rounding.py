# round() of ints to tens, hundreds and so on, and of floats to any digit; ties go to the even one.
print(round(25, -1), round(35, -1), round(-25, -1), round(5, -1), round(15, -1), round(10**30 + 5, -1), round(10**30 + 15, -1))
print(round(2**100, -20), round(-2**100, -30), round(2**100, -31), round(6 * 10**30, -31), round(5 * 10**30, -31))
print(round(2**100), round(2**100, 5), round(True), round(True, -1), type(round(True, 0)), round(2**63 - 1, -1), round(-2**63, -3))
print(round(2.675, 2), round(0.5), round(1.5), round(-0.5), round(2.5, 0), round(1e22, 5), round(1234.5678, -2), round(-0.4, 0))
print(round(5e-324, 323), round(5e-324, 324), round(1.5, 400), round(1e308, -307), round(1e308, -308), round(1e308, -309), round(1.5, 10**30), round(1.5, -10**30))
print(round(550.0, -2), round(450.0, -2), round(50.0, -2), round(50.1, -2), round(5e22, -23), round(5.000001e22, -23), round(1e16, -16), round(-25.0, -1))
try:
    round(1.7e308, -308)
except OverflowError as error:
    print(error)
