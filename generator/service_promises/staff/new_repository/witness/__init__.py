"""The files of a repository that watches a ledger, as `promises init --witness` writes them; nothing here is run."""
