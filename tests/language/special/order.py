# Comparisons ask the left side, then the right side for the reflection.
def t(f, /, *a):
    try: print(f(*a))
    except BaseException as e: print(type(e).__name__, e)
class K:
    def __lt__(s, o): return 'lt'
    def __ge__(s, o): return 'ge'
k = K()
print(k < 1, 1 > k, k >= 1, 1 <= k); t(lambda: k > 1); t(lambda: k <= 1); t(lambda: 1 < k); t(lambda: k < k)
