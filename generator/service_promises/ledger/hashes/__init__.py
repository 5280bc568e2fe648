"""The hashes of `data/ledger.json`, by which a changed past shows."""
