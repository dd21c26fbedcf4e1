from _tracemalloc import clear_traces, get_traceback_limit, get_traced_memory, get_tracemalloc_memory
from _tracemalloc import is_tracing, reset_peak, start, stop
from _tracemalloc import _find_line, _get_object_traceback, _get_traces


def _size_text(size, sign=''):
    for unit in ('B', 'KiB', 'MiB', 'GiB', 'TiB'):
        if abs(size) < 100 and unit != 'B':
            return ('%' + sign + '.1f ' + unit) % size
        if abs(size) < 10 * 1024 or unit == 'TiB':
            return ('%' + sign + '.0f ' + unit) % size
        size /= 1024


class _Alike:
    """Compared and hashed by what _key() gives."""

    __slots__ = ()

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self):
        return hash(self._key())


class _Row(_Alike):
    """What tracebacks and rows of traces share: many raw tuples, seen as objects."""

    __slots__ = ()

    def __len__(self):
        return len(self._key())

    def __getitem__(self, index):
        found = self._key()[index]
        if isinstance(index, slice):
            return tuple([self._see(raw) for raw in found])
        return self._see(found)

    def __iter__(self):
        for raw in self._key():
            yield self._see(raw)

    def __reversed__(self):
        for raw in reversed(self._key()):
            yield self._see(raw)

    def index(self, value, start=0, stop=None):
        for i in range(len(self))[start:stop]:
            if self[i] == value:
                return i
        raise ValueError

    def count(self, value):
        return sum([1 for item in self if item == value])


class Statistic(_Alike):
    """How much is alive of what was allocated at one place."""

    __slots__ = ('traceback', 'size', 'count')

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def _key(self):
        return self.traceback, self.size, self.count

    def _rank(self):
        return self.size, self.count, self.traceback

    def __str__(self):
        text = '%s: size=%s, count=%i' % (self.traceback, _size_text(self.size), self.count)
        if self.count:
            text += ', average=' + _size_text(self.size / self.count)
        return text

    def __repr__(self):
        return '<Statistic traceback=%r size=%i count=%i>' % self._key()


class StatisticDiff(_Alike):
    """The same, and how it changed since another snapshot."""

    __slots__ = ('traceback', 'size', 'size_diff', 'count', 'count_diff')

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def _key(self):
        return self.traceback, self.size, self.size_diff, self.count, self.count_diff

    def _rank(self):
        return abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback

    def __str__(self):
        text = '%s: size=%s (%s), count=%i (%+i)' % (
            self.traceback, _size_text(self.size), _size_text(self.size_diff, '+'),
            self.count, self.count_diff)
        if self.count:
            text += ', average=' + _size_text(self.size / self.count)
        return text

    def __repr__(self):
        return '<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>' % self._key()


class Frame(_Alike):
    """A line of a file."""

    __slots__ = ('_frame',)

    def __init__(self, frame):
        self._frame = frame

    def _key(self):
        return self._frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, type(self)) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, type(self)) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, type(self)) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, type(self)) else NotImplemented

    def __str__(self):
        return '%s:%s' % self._frame

    def __repr__(self):
        return '<Frame filename=%r lineno=%r>' % self._frame


class Traceback(_Row):
    """Frames, the oldest first. It is made of raw ones with the newest first."""

    __slots__ = ('_frames', '_total_nframe')
    _see = Frame
    __lt__ = Frame.__lt__
    __le__ = Frame.__le__
    __gt__ = Frame.__gt__
    __ge__ = Frame.__ge__

    def __init__(self, frames, total_nframe=None):
        self._frames = tuple(reversed(frames))
        self._total_nframe = total_nframe

    def _key(self):
        return self._frames

    @property
    def total_nframe(self):
        return self._total_nframe

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        text = '<Traceback ' + str(tuple(self))
        if self._total_nframe is not None:
            text += ' total_nframe=' + str(self._total_nframe)
        return text + '>'

    def format(self, limit=None, most_recent_first=False):
        frames = self
        if limit is not None:
            frames = self[-limit:] if limit > 0 else self[:limit]
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            line = _find_line(frame.filename, frame.lineno).strip()
            if line:
                lines.append('    ' + line)
        return lines


class Trace(_Alike):
    """One block that is alive."""

    __slots__ = ('_trace',)

    def __init__(self, trace):
        self._trace = trace

    def _key(self):
        return self._trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __str__(self):
        return '%s: %s' % (self.traceback, _size_text(self.size))

    def __repr__(self):
        return '<Trace domain=%s size=%s, traceback=%r>' % (
            self.domain, _size_text(self.size), self.traceback)


class _Traces(_Row):
    _see = Trace

    def __init__(self, traces):
        self._traces = traces

    def _key(self):
        return self._traces

    def __contains__(self, trace):
        return trace._trace in self._traces

    __hash__ = None

    def __repr__(self):
        return '<Traces len=' + str(len(self)) + '>'


def _in_brackets(char, chars):
    """Whether the rest of a pattern behind [ has this character; and what is behind its ]."""
    negated = chars[:1] == '!'
    end = chars.find(']', negated + 1)
    if end < 0:
        return char == '[', chars
    found = False
    i = int(negated)
    while i < end:
        if i + 2 < end and chars[i + 1] == '-':
            found = found or chars[i] <= char <= chars[i + 2]
            i += 3
        else:
            found = found or char == chars[i]
            i += 1
    return found != negated, chars[end + 1:]


def _matches(text, pattern):
    """Whether a text is as a pattern of the shell says, with * and ? and [...]."""
    while pattern:
        first = pattern[0]
        pattern = pattern[1:]
        if first == '*':
            return not pattern or any([_matches(text[i:], pattern) for i in range(len(text) + 1)])
        if not text:
            return False
        if first == '[':
            found, pattern = _in_brackets(text[0], pattern)
        else:
            found = first in ('?', text[0])
        if not found:
            return False
        text = text[1:]
    return not text


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    """Takes traces of a file, or of a line of it; or all others."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        if filename_pattern.endswith('.pyc'):
            filename_pattern = filename_pattern[:-1]
        self._filename_pattern = filename_pattern
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _match(self, trace):
        domain, size, frames, total = trace
        found = False
        for filename, lineno in frames if self.all_frames else frames[:1]:
            if self.lineno in (None, lineno) and _matches(filename, self._filename_pattern):
                found = True
                break
        found = found == bool(self.inclusive)
        if self.domain is None:
            return found
        return found and domain == self.domain if self.inclusive else found or domain != self.domain


class DomainFilter(BaseFilter):
    """Takes traces of a domain. All of Ouro's are of domain 0."""

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self.domain) == bool(self.inclusive)


class Snapshot:
    """What was alive at one moment."""

    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def filter_traces(self, filters):
        try:
            iter(filters)
        except TypeError:
            raise TypeError('filters must be a list of filters, not '
                            + type(filters).__name__) from None
        wanted = [one for one in filters if one.inclusive]
        unwanted = [one for one in filters if not one.inclusive]
        traces = [trace for trace in self.traces._traces
                  if (not wanted or any([one._match(trace) for one in wanted]))
                  and all([one._match(trace) for one in unwanted])]
        return Snapshot(traces, self.traceback_limit)

    def _group(self, key_type, cumulative):
        if key_type not in ('traceback', 'filename', 'lineno'):
            raise ValueError('unknown key_type: ' + repr(key_type))
        if cumulative and key_type == 'traceback':
            raise ValueError("cumulative mode cannot by used with key type 'traceback'")
        sums = {}
        for domain, size, frames, total in self.traces._traces:
            if key_type == 'traceback':
                keys = (frames,)
            elif cumulative:
                keys = [(frame,) for frame in frames]
            else:
                keys = (frames[:1],)
            for key in keys:
                if key_type == 'filename':
                    key = ((key[0][0], 0),)
                sum_of = sums.get(key)
                if sum_of is None:
                    sums[key] = [size, 1]
                else:
                    sum_of[0] += size
                    sum_of[1] += 1
        return sums

    def statistics(self, key_type, cumulative=False):
        found = [Statistic(Traceback(key), size, count)
                 for key, (size, count) in self._group(key_type, cumulative).items()]
        found.sort(reverse=True, key=Statistic._rank)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        new = self._group(key_type, cumulative)
        old = old_snapshot._group(key_type, cumulative)
        found = []
        for key, (size, count) in new.items():
            old_size, old_count = old.pop(key, (0, 0))
            found.append(StatisticDiff(Traceback(key), size, size - old_size,
                                       count, count - old_count))
        for key, (size, count) in old.items():
            found.append(StatisticDiff(Traceback(key), 0, -size, 0, -count))
        found.sort(reverse=True, key=StatisticDiff._rank)
        return found


def get_object_traceback(obj):
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


def take_snapshot():
    if not is_tracing():
        raise RuntimeError('the tracemalloc module must be tracing memory '
                           'allocations to take a snapshot')
    return Snapshot(_get_traces(), get_traceback_limit())
