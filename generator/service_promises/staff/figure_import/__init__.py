"""`import`: what the figures of a spreadsheet change in the files of a site."""
