# A mistake in the expression is told as one of the f-string.
x = 1
print(f"{x +}")
