# No assignment expression in an iterable.
[1 for x in [1] for z in (y := [1])]
