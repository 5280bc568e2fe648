"""What helps staff from a blank month to a published one: files to fill in, what is due, import of figures.

Most take a ledger or a text and return a text; `write_files.py` alone writes into the site's folder.
"""
