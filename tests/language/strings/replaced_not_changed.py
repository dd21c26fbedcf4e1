# Adding to a string makes another string; who held the old one still does.
s = "hey"
t = s
s += "!"
print(s, t, s is t)
t = s
s = s + ""
print(s == t)
letters = [s, s]
s += "?"
print(s, letters)
def shout(text):
    text += "!!"
    return text

word = "go"
print(shout(word), word)
point = (1, 2)
other = point
point += (3,)
print(point, other, point is other)
pair = ([1], "a")
copy = pair
pair[0].append(2)
print(pair, copy, pair is copy)
