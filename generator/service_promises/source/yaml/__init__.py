"""YAML to plain data, and from keys back to lines and columns."""
