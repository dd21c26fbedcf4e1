# The missing part of a dotted name is the one that is told.
for_packages = []
try:
    import nowhere.near
except ModuleNotFoundError as error:
    for_packages.append(error.name)
    print(error)
try:
    import sys.near.by
except ModuleNotFoundError as error:
    for_packages.append(error.name)
    print(error)
print(for_packages)
from nowhere import something
