"""What git keeps of a site: its files as they stood at a commit."""
