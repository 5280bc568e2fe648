"""`verify`: two saved copies of `data/ledger.json`, and whether the past of one is that of the other."""
