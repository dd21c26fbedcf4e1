# An int that is computed is an object of its own, held by what holds it and by nothing else.
import gc, sys
n = 2
n = n ** 100
print(sys.getrefcount(n), sys.getrefcount(n + 1), gc.is_tracked(n))
same = [n, n, +n, int(n), n.real, n.numerator]
print(sys.getrefcount(n), n is +n, abs(n) is n, round(n) is n, n << 0 is n, n + 0 is n)
del same
print(sys.getrefcount(n))
def power(base, times):
    result = 1
    for i in range(times):
        result *= base
    return sys.getrefcount(result)
print(power(7, 50))
q, r = divmod(n, 3**20)
print(sys.getrefcount(q), sys.getrefcount(n), sys.getrefcount(-n))
try:
    n // 0
except ZeroDivisionError:
    print(sys.getrefcount(n))
