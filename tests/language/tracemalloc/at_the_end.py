# A program may end while it is traced; what dies last is traced still.
import tracemalloc


class Last:
    def __del__(self):
        print('tracing', tracemalloc.is_tracing())


tracemalloc.start()
last = Last()
last.itself = last
