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
        if self._pending:
            self._commit()
        return len(self.data)

    def __getitem__(self, key):
        if self._pending:
            self._commit()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        if self._pending:
            self._commit()
        del self.data[key]

    def __setitem__(self, key, value):
        if self._pending:
            self._commit()
        self.data[key] = _keyed(value, self._remove, key)

    def __contains__(self, key):
        if self._pending:
            self._commit()
        try:
            value = self.data[key]()
        except KeyError:
            return False
        return value is not None

    def get(self, key, default=None):
        if self._pending:
            self._commit()
        try:
            value = self.data[key]()
        except KeyError:
            return default
        return default if value is None else value

    def items(self):
        if self._pending:
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
        if self._pending:
            self._commit()
        guard = _Guard(self)
        try:
            for key, weak in self.data.items():
                if weak() is not None:
                    yield key
        finally:
            guard.close()

    def values(self):
        if self._pending:
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
        if self._pending:
            self._commit()
        guard = _Guard(self)
        try:
            for weak in self.data.values():
                yield weak
        finally:
            guard.close()

    def valuerefs(self):
        if self._pending:
            self._commit()
        return list(self.data.values())

    def popitem(self):
        if self._pending:
            self._commit()
        while True:
            key, weak = self.data.popitem()
            value = weak()
            if value is not None:
                return key, value

    def pop(self, key, *default):
        if self._pending:
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
        if self._pending:
            self._commit()
        self.data[key] = _keyed(default, self._remove, key)
        return default

    def update(self, other=None, /, **others):
        if self._pending:
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
    """A set whose items go when nothing else holds them."""

    def __init__(self, data=None):
        self.data = set()

        def remove(weak, own=ref(self)):
            this = own()
            if this is not None:
                if this._iterating:
                    this._pending.append(weak)
                else:
                    this.data.discard(weak)

        self._remove = remove
        self._pending = []
        self._iterating = set()
        if data is not None:
            self.update(data)

    def _commit(self):
        while self._pending:
            self.data.discard(self._pending.pop())

    def __iter__(self):
        guard = _Guard(self)
        try:
            for weak in self.data:
                item = weak()
                if item is not None:
                    yield item
        finally:
            guard.close()

    def __len__(self):
        return len(self.data) - len(self._pending)

    def __contains__(self, item):
        try:
            weak = ref(item)
        except TypeError:
            return False
        return weak in self.data

    def add(self, item):
        if self._pending:
            self._commit()
        self.data.add(ref(item, self._remove))

    def clear(self):
        if self._pending:
            self._commit()
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        if self._pending:
            self._commit()
        while True:
            try:
                weak = self.data.pop()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            item = weak()
            if item is not None:
                return item

    def remove(self, item):
        if self._pending:
            self._commit()
        self.data.remove(ref(item))

    def discard(self, item):
        if self._pending:
            self._commit()
        self.data.discard(ref(item))

    def update(self, other):
        if self._pending:
            self._commit()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        new = self.copy()
        new.difference_update(other)
        return new

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        if self._pending:
            self._commit()
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update([ref(item) for item in other])
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        if self._pending:
            self._commit()
        self.data.intersection_update([ref(item) for item in other])
        return self

    def issubset(self, other):
        return self.data.issubset([ref(item) for item in other])

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset([ref(item) for item in other])

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    __hash__ = None

    def symmetric_difference(self, other):
        new = self.copy()
        new.symmetric_difference_update(other)
        return new

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        if self._pending:
            self._commit()
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update([ref(item, self._remove) for item in other])
        return self

    def union(self, other):
        new = self.copy()
        new.update(other)
        return new

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)

    __sub__ = difference
    __and__ = intersection
    __le__ = issubset
    __ge__ = issuperset
    __xor__ = symmetric_difference
    __or__ = union


class finalize:
    """Calls a function when an object dies, or when the program ends."""

    __slots__ = ()

    class _Info:
        __slots__ = ('weakref', 'func', 'args', 'kwargs', 'atexit', 'index')

    _registry = {}
    _shutdown = False
    _next_index = 0

    def __init__(self, obj, func, /, *args, **kwargs):
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = finalize._next_index
        finalize._next_index += 1
        self._registry[self] = info

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return (obj, info.func, info.args, info.kwargs or {})

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        start = '<' + type(self).__name__ + ' object at ' + hex(id(self))
        if obj is None:
            return start + '; dead>'
        return start + '; for ' + repr(type(obj).__name__) + ' at ' + hex(id(obj)) + '>'


def _exit():
    """Called as the program ends, until it says False: what waits goes, the newest first."""
    registry = finalize._registry
    waiting = [(info.index, f) for f, info in registry.items() if info.atexit]
    if waiting:
        max(waiting, key=lambda pair: pair[0])[1]()
        return True
    finalize._shutdown = True
    return False
