"""What we said we would do by a date: fixes and pledges."""
