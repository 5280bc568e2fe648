"""Tables that staff fill in with a spreadsheet: text to rows, and where each cell stands in the text."""
