# A name that nobody bound: the last line names it, and Python suggests a near one.
print("before")
value = 1
print(valeu)
print("after")
# The program ended above.
x = 1
y = 2
