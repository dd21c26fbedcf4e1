# What a template may not say, and what is not there.
class P:
    x = 1


for form in ["{", "}", "{0", "{!", "{!r", "{!rx}", "{!x}", "{!é}", "{0[}", "{0.}", "{0[]}", "{0[1]x}", "{:{:{}}}", "{} {1}", "{1} {}",
             "{a}", "{7}", "{a{}}", "{:{", "{99999999999999999999}", "{0[99999999999999999999]}", "{!}", "{0.y}", "{0[k]}", "{1[9]}",
             "{1[k]}", "{-1}", "{:d}", "{0!r:d}", "}{", "x}", "{}}", "{0:}}", "{.}", "{0..x}", "{1:q}", "{2:q}"]:
    try:
        print(repr(form), form.format(P, [1], 2.5))
    except Exception as error:
        print(repr(form), type(error).__name__, error)
try:
    "{}".format(x=1)
except IndexError as error:
    print(error)
try:
    "{}".format_map({}, x=1)
except TypeError as error:
    print(error)
"{nothing}".format()
