# A snapshot needs tracing.
import tracemalloc

tracemalloc.take_snapshot()
