"""The single values that staff write: how each is written, and what to write instead."""
