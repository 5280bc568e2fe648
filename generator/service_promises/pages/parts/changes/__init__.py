"""What changed in the open: terms and corrections in words."""
