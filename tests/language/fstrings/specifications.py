# A specification may be computed by parts of its own.
width, precision, pi = 10, 3, 3.14159
print(f"{pi:{width}.{precision}}|{pi:{width}.{precision}f}|{pi:<{width}}|{'x':{'*'}^{width}}|")
print(f"{pi:{'.2f'}}|{pi:{''}}|{5:{'0'}{width}}|{5:{width - 5}d}|")
print(f"{255:#x} {255:#b} {255:08b} {255:_b} {12345678:,} {0.256:.1%} {1e10:g} {True:d} {5:+} {65:c}")
try:
    print(f"{pi:{width}{precision}q}")
except ValueError as error:
    print(error)
try:
    print(f"{pi:{None}}")
except ValueError as error:
    print(error)
