# sys.exc_info() and sys.exception() tell what is being handled.
import sys
print(sys.exc_info(), sys.exception())
try: 1 / 0
except ZeroDivisionError as e: print(sys.exc_info()[:2], sys.exception() is e)
print(sys.exc_info(), sys.exception())
def nested():
    try: [][1]
    except IndexError:
        print(sys.exception())
        try: {}[1]
        except KeyError: print(repr(sys.exception()))
        print(sys.exception())
nested()
print(sys.exception())
