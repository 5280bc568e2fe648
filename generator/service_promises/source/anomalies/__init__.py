"""Figures that are possible and hardly true, beside the others of the same files."""
