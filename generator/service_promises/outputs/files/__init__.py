"""The published files, one module for each or for a family: to add one is to add a module."""
