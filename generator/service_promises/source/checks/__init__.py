"""What has to fit together in a whole reading: between files, and with what the ledger says of them."""
