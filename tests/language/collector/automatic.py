# After enough new containers a collection comes by itself, and ends rings on the way.
# moment: the moment of an automatic collection shows in what it prints.
import gc
class Node:
    def __init__(self):
        self.me = self
    def __del__(self):
        global ended
        ended = True

def fill(n):
    kept = []
    for i in range(n):
        kept.append([i])

gc.collect()
ended = False
Node()
print(ended)
fill(2000)
print(ended)
gc.disable()
ended = False
Node()
fill(20000)
print(ended, gc.isenabled())
gc.enable()
fill(2000)
print(ended)
gc.set_threshold(0)
ended = False
Node()
fill(20000)
print(ended)
gc.set_threshold(50, 1000, 1000)
fill(200)
print(ended)
gc.set_threshold(700, 10, 10)
ended = False
Node()
for i in range(5000):
    x = []
    y = "numbers and strings do not count" + str(i)
print("made and freed at once:", ended)
