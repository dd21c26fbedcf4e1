# Specifications are nested once.
x = 1
print(f"{x:{x:{x}}}")
