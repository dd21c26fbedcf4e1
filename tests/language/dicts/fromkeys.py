# dict.fromkeys() gives all keys one value.
print(dict.fromkeys('abc'), dict.fromkeys([1, 2], 0), {}.fromkeys((3,)))
try: dict.fromkeys(1)
except TypeError as e: print(e)
print(dict.fromkeys("aba", []))
try: dict.fromkeys([[]])
except TypeError as e: print(e)
