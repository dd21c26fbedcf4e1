from _weakref import CallableProxyType, ProxyType, ReferenceType, getweakrefcount, getweakrefs, proxy, ref
from _weakref import _keyed

ProxyTypes = (ProxyType, CallableProxyType)


class WeakMethod:
    """Refers weakly to a bound method: dead as soon as its object or its function is."""

    def __init__(self, method, callback=None):
        try:
            target = method.__self__
            function = method.__func__
        except AttributeError:
            raise TypeError('argument should be a bound method, not ' + repr(type(method))) from None

        def gone(_, own=ref(self)):
            this = own()
            if this is not None and this._alive:
                this._alive = False
                if callback is not None:
                    callback(this)

        self._target = ref(target, gone)
        self._function = ref(function, gone)
        self._type = type(method)
        self._alive = True

    def __call__(self):
        target = self._target()
        function = self._function()
        if target is None or function is None:
            return None
        return getattr(target, function.__name__)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return self._target == other._target and self._function == other._function

    def __hash__(self):
        return hash(self._target)


class _Guard:
    """While one of these is open, dead entries wait for their removal."""

    def __init__(self, of):
        self._of = ref(of)
        of._iterating.add(self)

    def close(self):
        of = self._of()
        if of is not None:
            of._iterating.discard(self)
            if not of._iterating:
                of._commit()


class _WeakDictionary:
    """What both dictionaries share; a subclass has items(), [] and del."""

    def _fill(self, other, others):
        self._iterating = set()
        self._pending = []
        self.data = {}
        self.update(other, **others)

    def __len__(self):
        return len(self.data) - len(self._pending)

    def __repr__(self):
        return '<' + type(self).__name__ + ' at ' + hex(id(self)) + '>'

    def __iter__(self):
        return self.keys()

    def __eq__(self, other):
        if not isinstance(other, (dict, _WeakDictionary)):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass

    def _add_all(self, other, others):
        if other is not None:
            if type(other) is not tuple and hasattr(other, 'keys'):
                for key in other.keys():
                    self[key] = other[key]
            else:
                for key, value in other:
                    self[key] = value
        for key, value in others.items():
            self[key] = value

    def copy(self):
        new = type(self)()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, (dict, _WeakDictionary)):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, (dict, _WeakDictionary)):
            return NotImplemented
        new = type(self)()
        new.update(other)
        new.update(self)
        return new


class WeakValueDictionary(_WeakDictionary):
    """A dict whose entries go when nothing else holds their values."""

    def __init__(self, other=(), /, **others):
        def remove(weak, own=ref(self)):
            this = own()
            if this is not None:
                if this._iterating:
                    this._pending.append(weak.key)
                else:
                    this._remove_dead(weak.key)

        self._remove = remove
        self._fill(other, others)

    def _remove_dead(self, key):
        weak = self.data.get(key)
        if weak is not None and weak() is None:
            del self.data[key]

    def _commit(self):
        while self._pending:
            self._remove_dead(self._pending.pop())

    def __len__(self):
        self._commit()
        return len(self.data)

    def __getitem__(self, key):
        self._commit()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        self._commit()
        del self.data[key]

    def __setitem__(self, key, value):
        self._commit()
        self.data[key] = _keyed(value, self._remove, key)

    def __contains__(self, key):
        self._commit()
        try:
            value = self.data[key]()
        except KeyError:
            return False
        return value is not None

    def get(self, key, default=None):
        self._commit()
        try:
            value = self.data[key]()
        except KeyError:
            return default
        return default if value is None else value

    def items(self):
        self._commit()
        guard = _Guard(self)
        try:
            for key, weak in self.data.items():
                value = weak()
                if value is not None:
                    yield key, value
        finally:
            guard.close()

    def keys(self):
        self._commit()
        guard = _Guard(self)
        try:
            for key, weak in self.data.items():
                if weak() is not None:
                    yield key
        finally:
            guard.close()

    def values(self):
        self._commit()
        guard = _Guard(self)
        try:
            for weak in self.data.values():
                value = weak()
                if value is not None:
                    yield value
        finally:
            guard.close()

    def itervaluerefs(self):
        self._commit()
        guard = _Guard(self)
        try:
            for weak in self.data.values():
                yield weak
        finally:
            guard.close()

    def valuerefs(self):
        self._commit()
        return list(self.data.values())

    def popitem(self):
        self._commit()
        while True:
            key, weak = self.data.popitem()
            value = weak()
            if value is not None:
                return key, value

    def pop(self, key, *default):
        self._commit()
        try:
            value = self.data.pop(key)()
        except KeyError:
            value = None
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        try:
            value = self.data[key]()
        except KeyError:
            value = None
        if value is not None:
            return value
        self._commit()
        self.data[key] = _keyed(default, self._remove, key)
        return default

    def update(self, other=None, /, **others):
        self._commit()
        self._add_all(other, others)


class WeakKeyDictionary(_WeakDictionary):
    """A dict whose entries go when nothing else holds their keys."""

    def __init__(self, dict=None):
        def remove(weak, own=ref(self)):
            this = own()
            if this is not None:
                if this._iterating:
                    this._pending.append(weak)
                else:
                    try:
                        del this.data[weak]
                    except KeyError:
                        pass

        self._remove = remove
        self._fill(dict, {})

    def _commit(self):
        while self._pending:
            try:
                del self.data[self._pending.pop()]
            except KeyError:
                pass

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __contains__(self, key):
        try:
            weak = ref(key)
        except TypeError:
            return False
        return weak in self.data

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def items(self):
        guard = _Guard(self)
        try:
            for weak, value in self.data.items():
                key = weak()
                if key is not None:
                    yield key, value
        finally:
            guard.close()

    def keys(self):
        guard = _Guard(self)
        try:
            for weak in self.data:
                key = weak()
                if key is not None:
                    yield key
        finally:
            guard.close()

    def values(self):
        guard = _Guard(self)
        try:
            for weak, value in self.data.items():
                if weak() is not None:
                    yield value
        finally:
            guard.close()

    def keyrefs(self):
        return list(self.data)

    def popitem(self):
        while True:
            weak, value = self.data.popitem()
            key = weak()
            if key is not None:
                return key, value

    def pop(self, key, *default):
        return self.data.pop(ref(key), *default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, other=None, /, **others):
        self._add_all(other, others)


class WeakSet:
    """A set whose items go when nothing else holds them.

    It is a set of references; most of what it can do is to turn items into references and ask that.
    """

    def __init__(self, data=None):
        def gone(weak, own=ref(self)):
            this = own()
            if this is None:
                return
            this._pending.append(weak)
            if not this._iterating:
                this._commit()

        self._gone = gone
        self._iterating = set()
        self._pending = []
        self.data = set()
        for item in () if data is None else data:
            self.add(item)

    def _commit(self):
        while self._pending:
            self.data.discard(self._pending.pop())

    def _settled(self):
        """The references, without those whose removal had to wait for the end of an iteration."""
        self._commit()
        return self.data

    def _known(self, items):
        return {ref(item) for item in items}

    def _merge(self, other, change):
        """Gives `change` of the own references those of the other's items, which may stay here."""
        change(self._settled(), {ref(item, self._gone) for item in other})
        return self

    def _changed(self, other, change):
        """The same with a copy."""
        return self.copy()._merge(other, change)

    def __iter__(self):
        guard = _Guard(self)
        try:
            for item in map(lambda weak: weak(), self.data):
                if item is not None:
                    yield item
        finally:
            guard.close()

    def __len__(self):
        return len(self.data) - len(self._pending)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return repr(self.data)

    def copy(self):
        return type(self)(self)

    def clear(self):
        self._settled().clear()

    def add(self, item):
        self._settled().add(ref(item, self._gone))

    def discard(self, item):
        self._settled().discard(ref(item))

    def remove(self, item):
        self._settled().remove(ref(item))

    def pop(self):
        references = self._settled()
        while references:
            item = references.pop()()
            if item is not None:
                return item
        raise KeyError('pop from empty WeakSet')

    def update(self, other):
        self._settled()
        for item in other:
            self.add(item)

    def difference_update(self, other):
        self._merge(other, set.difference_update)

    def intersection_update(self, other):
        self._merge(other, set.intersection_update)

    def symmetric_difference_update(self, other):
        self._merge(other, set.symmetric_difference_update)

    def __ior__(self, other):
        return self._merge(other, set.update)

    def __isub__(self, other):
        return self._merge(other, set.difference_update)

    def __iand__(self, other):
        return self._merge(other, set.intersection_update)

    def __ixor__(self, other):
        return self._merge(other, set.symmetric_difference_update)

    def union(self, other):
        return self._changed(other, set.update)

    def difference(self, other):
        return self._changed(other, set.difference_update)

    def intersection(self, other):
        return self._changed(other, set.intersection_update)

    def symmetric_difference(self, other):
        return self._changed(other, set.symmetric_difference_update)

    def isdisjoint(self, other):
        return self.data.isdisjoint(self._known(other))

    def issubset(self, other):
        return self.data.issubset(self._known(other))

    def issuperset(self, other):
        return self.data.issuperset(self._known(other))

    def __lt__(self, other):
        return self.data < self._known(other)

    def __gt__(self, other):
        return self.data > self._known(other)

    def __eq__(self, other):
        return self.data == self._known(other) if isinstance(other, type(self)) else NotImplemented

    __hash__ = None
    __or__, __sub__, __and__, __xor__ = union, difference, intersection, symmetric_difference
    __le__, __ge__ = issubset, issuperset


class finalize:
    """Calls a function when an object dies, or when the program ends.

    What waits for that stands in one dict, in the order in which it was asked for.
    """

    __slots__ = ()

    _waiting = {}
    _ended = False

    class _Call:
        __slots__ = ('weak', 'function', 'args', 'kwargs', 'atexit')

    def __init__(self, obj, func, /, *args, **kwargs):
        call = finalize._Call()
        call.weak = ref(obj, self)
        call.function, call.args, call.kwargs = func, args, kwargs
        call.atexit = True
        finalize._waiting[self] = call

    def __call__(self, _=None):
        call = finalize._waiting.pop(self, None)
        if call is not None and not finalize._ended:
            return call.function(*call.args, **call.kwargs)

    def peek(self):
        call = finalize._waiting.get(self)
        target = None if call is None else call.weak()
        return None if target is None else (target, call.function, call.args, call.kwargs)

    def detach(self):
        what = self.peek()
        if what is not None:
            finalize._waiting.pop(self, None)
        return what

    @property
    def alive(self):
        return self in finalize._waiting

    @property
    def atexit(self):
        return self.alive and finalize._waiting[self].atexit

    @atexit.setter
    def atexit(self, value):
        if self.alive:
            finalize._waiting[self].atexit = bool(value)

    def __repr__(self):
        what = self.peek()
        state = 'dead' if what is None else f'for {type(what[0]).__name__!r} at {id(what[0]):#x}'
        return f'<{type(self).__name__} object at {id(self):#x}; {state}>'


def _exit():
    """Called as the program ends, until it says False: what waits goes, the newest first."""
    for call, what in reversed(finalize._waiting.items()):
        if what.atexit:
            call()
            return True
    finalize._ended = True
    return False
