"""From bytes to plain values, and from keys back to lines."""
