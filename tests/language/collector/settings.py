# Thresholds, and the switch.
import gc
print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(1000, 20, 5)
print(gc.get_threshold())
gc.set_threshold(500)
print(gc.get_threshold())
gc.set_threshold(600, 7)
print(gc.get_threshold(), gc.set_threshold(700, 10, 10))
print(gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())
gc.disable()
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.get_debug())
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.get_debug() == gc.DEBUG_SAVEALL, gc.DEBUG_SAVEALL)
gc.set_debug(0)
print(gc.get_debug(), gc.garbage, gc.callbacks)
gc.set_threshold(0)
print(gc.get_threshold(), gc.isenabled())
for bad in ((), ("a",), (1, 2, 3, 4)):
    try:
        gc.set_threshold(*bad)
    except TypeError as e:
        print("TypeError")
