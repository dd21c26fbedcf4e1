# Text beyond ASCII: one index is one code point, whatever its size.
s = "naïve café Ωμέγα 日本 🐍!"
print(s, len(s))
print(s[2], s[9], s[11], s[17], s[18], s[20], s[-1], s[-2])
print(s[::-1])
print(s[11:16], s[17:19] + s[20:21], s[-4:])
print(s.upper())
print(s.find("🐍"), s.find("日"), s.index("Ω"), s.count("é"), "本 🐍" in s, "本🐍" in s)
print(s.replace("🐍", "snake").replace("é", "e"))
print(s.split())
for c in "aé日🐍":
    print(c, len(c), repr(c))
print("é" == "é", "e\u0301" == "é", len("e\u0301"), "a" < "é" < "日" < "🐍", "🐍" > "\uffff")
name = "größe"
größe = 3
print(größe, {name: größe}, name.upper(), "STRASSE".lower(), "ß".upper())
print("\u00a0x\u2003".strip() == "x", "日本".center(6, "・"), "٣".isdigit(), int("٣"))
