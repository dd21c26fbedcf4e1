# A recursion without end that nobody catches ends the program.
def down(n):
    return down(n + 1) + 1

print("before")
class Thing:
    def again(self):
        return self.again()

try:
    Thing().again()
except RecursionError:
    print("once caught")
down(0)
print("never printed")
