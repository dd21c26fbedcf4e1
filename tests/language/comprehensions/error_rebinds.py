# An assignment expression cannot rebind the variable of its comprehension.
[x := 1 for x in [1]]
