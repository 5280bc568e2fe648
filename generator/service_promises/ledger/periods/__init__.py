"""Months, the years they make up, and the months that one record speaks for."""
