"""`new`: files to fill in, for a promise, a month, a place, a fix or a pledge."""
