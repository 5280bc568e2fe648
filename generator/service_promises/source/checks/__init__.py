"""What needs all that was read: between files, and by what the ledger says; `all_checks.py` is the list."""
