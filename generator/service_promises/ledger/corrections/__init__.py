"""What was corrected: each key and each verdict, as it was published and as it stands after that correction."""
