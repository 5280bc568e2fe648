"""What helps staff from a blank month to a published one: files to fill in, what is due, import of figures.

Pure pieces: they take a ledger or a text and give back a text. The command line reads and writes.
"""
