# It never ends.
a = [1]
while True:
    pass
a.append(2)
