"""A CSV file or a workbook to the figures in it, each with its promise, its month and its key."""
