# raise without anything passes the same exception on; the last one raised is what is reported.
def risky():
    try:
        [][3]
    except IndexError:
        print("seen")
        raise

try:
    risky()
except IndexError as e:
    print("seen again:", e)
    raise ValueError("the last one")
finally:
    print("finally")
