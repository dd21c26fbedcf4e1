# sys.exit ends the program: with a text it goes to standard error, and the status is 1.
import sys
def leave(how):
    try:
        sys.exit(how)
    except SystemExit as e:
        print(e.args, e.code, repr(how))

leave(0)
leave("text")
leave(None)
try:
    sys.exit("goodbye")
finally:
    print("finally runs")
