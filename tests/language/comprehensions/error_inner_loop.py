# A loop of a comprehension cannot rebind the target of an assignment expression.
[(y := 1) for x in [1] for y in [2]]
