"""What is wrong with the keys of a document, and what was meant by them."""
