# Notes are printed behind the message.
e = ValueError("with notes")
e.add_note("the first note")
e.add_note("two\nlines")
raise e
