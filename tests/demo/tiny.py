# The options of the command line hold for a program.
import gc
gc.get_threshold()
