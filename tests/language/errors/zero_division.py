# An exception that nobody catches passes through finally and ends the program.
def divide(a, b):
    try:
        return a // b
    finally:
        print("finally runs")

class Calculator:
    def run(self, *numbers):
        for n in numbers:
            print(divide(12, n))

Calculator().run(3, 4, 0, 6)
print("never")
