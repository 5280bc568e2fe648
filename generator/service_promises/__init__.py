"""Publish what was promised, what was delivered and where it fell short."""

__version__ = "0.1.0"
