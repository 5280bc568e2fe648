"""What was published before each correction, and what that correction changed."""
