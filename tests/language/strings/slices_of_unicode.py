# Slices with steps over text of one to four bytes a character.
s = "aé日🐍"
n = len(s)
for start in (None, 0, 1, 3, -1, -3, 9, -9):
    for step in (1, 2, -1, -3):
        print(s[start::step], end="|")
    print()
for start in range(-5, 6, 2):
    for stop in range(-5, 6, 3):
        print(s[start:stop], s[start:stop:-1], sep="/", end=" ")
    print()
print(s[0], s[1], s[2], s[3], s[-1], s[-2], s[-3], s[-4])
print(list(s), tuple(s), sorted(s), max(s), min(s), s * 2, (s * 2)[3:6])
for i in range(n):
    print(i, s[i], s.find(s[i]), s.index(s[i], i), s[:i] + s[i:] == s, s[i:].startswith(s[i]), s[:i + 1].endswith(s[i]))
print(s.split("日"), s.partition("é"), s.replace("日", ""), s.strip("a🐍"), s.center(8, "é"), s.zfill(6))
print("日" in s, "é日" in s, "éd" in s, s < "b", s > "aé", s == "a" + "é" + "日" + "🐍", s.count("日"))
