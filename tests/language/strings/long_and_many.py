# Strings long enough to need many blocks, made by joining, repeating, slicing and replacing.
s = ""
for i in range(1000):
    s += str(i)
print(len(s), s[:12], s[-12:], s.count("9"), s.find("500501"), s[1000:1010])
t = "é" * 5000 + "x" + "🐍" * 3000
print(len(t), t.find("x"), t.index("🐍"), t[4999:5002], t[-1], t.count("é"), t[5001:5003] == "🐍🐍")
print(len(t.replace("é", "ee")), len(t.upper()), t[::-1].find("x"), len(t[::1000]), t[::2000])
u = t * 3
print(len(u), u.rfind("x"), u.count("x"), u[8001] == "é", u[16002 + 5000])
words = []
for i in range(500):
    words.append("w" * (i % 7) + str(i))
text = " ".join(words)
print(len(text), text.split() == words, len(text.split("w")), hash(text) == hash(" ".join(words)))
d = {}
for w in words:
    d[w] = len(w)
print(len(d), d["wwwwww6"], d["w1"], "w" * 3 + "3" in d, sum(d.values()))
lines = "\n".join(words[:50]).splitlines()
print(len(lines), lines == words[:50], "".join(lines[2::-1]))
print(sorted(words, key=len)[-3:], min(words), max(words))
v = "ab" * 100
for i in range(5):
    v = v.replace("ab", "aab", 10)
print(len(v), v[:40], v.strip("ab") == "", v.rstrip("b")[-1])
