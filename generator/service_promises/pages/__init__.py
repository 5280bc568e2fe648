"""Turns the ledger into the files of a site: views, rendered through templates; writes nothing."""
