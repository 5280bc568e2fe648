"""From the files that staff edit to a `Reading`: the ledger, and every problem.

`read_files.read` is the way in. Nothing is imported here: a command that needs the clock alone does not load pydantic.
"""
