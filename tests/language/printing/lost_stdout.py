# Without sys.stdout print() fails; None swallows what is printed.
import sys
old = sys.stdout
sys.stdout = None
print("nothing")
sys.stdout = old
del sys.stdout
try: print('lost')
except RuntimeError as e: words = str(e)
sys.stdout = old
print(words)
