"""The past: what was published before, and whether it is still what it was (DESIGN.md sections 1, 5 and 6)."""
