"""What has to fit together in one record or file, and the words for what is owed.

Each function looks at documents, or at values of the ledger, and yields problems, located by keys; it knows neither
files nor lines, nor YAML. What needs them is in `checks/`.
"""
