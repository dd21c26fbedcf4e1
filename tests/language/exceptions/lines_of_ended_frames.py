# f_lineno of a frame that has ended says where it ended.
def fails():
    x = 1
    x = x / 0
    return x


def handles():
    try:
        fails()
    except ZeroDivisionError as error:
        caught = error
    x = 3
    return caught


error = handles()
row = error.__traceback__
while row is not None:
    print(row.tb_frame.f_code.co_name, row.tb_lineno, row.tb_frame.f_lineno)
    row = row.tb_next
print(error.__traceback__.tb_frame.f_back.f_lineno)
try:
    1 / 0
except ZeroDivisionError as error:
    kept = error

print(kept.__traceback__.tb_lineno)
print(kept.__traceback__.tb_frame.f_lineno)
