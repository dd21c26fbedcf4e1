# Somebody is asked.
name = input("who? ")
print("hello", name)

import sys
sys.exit(3)
print("never")
