"""What one key must have to do with another: in one file, between files, and what is owed.

Each function looks at documents and yields problems, located by keys; it knows neither lines nor YAML.
"""
