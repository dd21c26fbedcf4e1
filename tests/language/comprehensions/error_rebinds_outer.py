# Nor that of a comprehension around it.
[[x := 1 for z in [1]] for x in [1]]
