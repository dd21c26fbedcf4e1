# An exception whose text cannot be made.
raise ValueError(10**5000)
