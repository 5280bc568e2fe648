"""What each page of the site says, from the ledger: views, rendered through templates to HTML; writes nothing."""
