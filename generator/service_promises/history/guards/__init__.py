"""Facts that change only with a correction: compared with what was published, and the words for what changed in silence."""
