"""`check --against` and `--published`: whether what was published still stands, or changed in the open."""
