"""`due`: what is late or coming and whose it is, and the files in which it can be written."""
