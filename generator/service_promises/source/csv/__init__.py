"""The table of a promise's places in a month: text to rows, and where each cell stands."""
