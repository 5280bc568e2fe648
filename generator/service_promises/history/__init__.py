"""The past: what was published before, and whether it is still what it was."""
