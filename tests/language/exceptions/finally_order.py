# Nested finally blocks run from the inside out, each once.
log = []
def work(where):
    try:
        log.append("a")
        try:
            log.append("b")
            if where == 1: raise ValueError("one")
            if where == 2: return "two"
            log.append("c")
        except KeyError:
            log.append("never")
        finally:
            log.append("f1")
            if where == 3: raise KeyError("three")
        log.append("d")
    except ValueError as e:
        log.append("caught " + str(e))
        if where == 1: return "one"
    finally:
        log.append("f2")
    return "end"

for where in range(4):
    log.clear()
    try:
        print(where, work(where), log)
    except KeyError as e:
        print(where, "escaped", e, log)
def loop():
    out = []
    for i in range(4):
        try:
            try:
                if i == 0: continue
                if i == 1: raise IndexError
                if i == 3: break
            finally:
                out.append("f" + str(i))
        except IndexError:
            out.append("x")
            continue
        finally:
            out.append("F" + str(i))
        out.append("end" + str(i))
    return out

print(loop())
