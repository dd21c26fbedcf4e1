# Text built a piece at a time, and read a character at a time.
def caesar(text, by):
    result = ""
    for letter in text:
        if "a" <= letter <= "z":
            result += chr((ord(letter) - 97 + by) % 26 + 97)
        else:
            result += letter
    return result

def is_palindrome(text):
    low = 0
    high = len(text) - 1
    while low < high:
        if text[low] != text[high]:
            return False
        low += 1
        high -= 1
    return True

def run(rounds):
    text = "the quick brown fox jumps over the lazy dog, and is gone again. " * 4
    total = 0
    for r in range(rounds):
        secret = caesar(text, r % 25 + 1)
        if caesar(secret, 25 - r % 25) != text:
            return -1
        for letter in secret:
            if letter in "aeiou":
                total += 1
        if is_palindrome(secret + secret[::-1]):
            total += len(secret.replace(" ", "").upper())
    return total

print(run(8000))
