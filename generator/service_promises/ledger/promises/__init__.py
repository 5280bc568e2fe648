"""What is promised: a promise, its terms and targets, at which places, and what it is called."""
