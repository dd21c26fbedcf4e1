# finally runs however its block is left: by the end, break, continue, return or an exception.
def trail(mode):
    log = []
    for i in range(3):
        try:
            log.append("try" + str(i))
            if i == 1:
                if mode == "break": break
                if mode == "continue": continue
                if mode == "return": return log
                if mode == "raise": raise ValueError("stop")
            log.append("end" + str(i))
        except ValueError:
            log.append("except")
        else:
            log.append("else")
        finally:
            log.append("finally" + str(i))
    else:
        log.append("loop else")
    return log

for mode in ("plain", "break", "continue", "return", "raise"):
    print(mode, trail(mode))
def nested():
    log = []
    for i in range(2):
        try:
            for j in range(3):
                try:
                    if j == 1: break
                    log.append((i, j))
                finally:
                    log.append("inner")
            if i == 0: continue
            return log
        finally:
            log.append("outer")

print(nested())
