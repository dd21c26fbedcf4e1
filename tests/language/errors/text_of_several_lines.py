# Only the last line of a text of several lines is the last line of the report.
print("start")
class Failure(Exception):
    pass

try:
    raise Failure("one\ntwo")
except Failure as e:
    print(e)
raise Failure("first line\nsecond line\nthird")
