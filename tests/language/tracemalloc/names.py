# The module's names can be imported one by one and under another name.
import tracemalloc as t
from tracemalloc import Snapshot, start, stop, take_snapshot

start()
snapshot = take_snapshot()
print(type(snapshot) is Snapshot is t.Snapshot, t.is_tracing())
stop()
print(t.is_tracing(), t.Snapshot, t.Traceback, t.start)
print(str(snapshot.traces).startswith('<Traces len='))
