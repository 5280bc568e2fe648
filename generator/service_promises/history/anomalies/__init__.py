"""Figures that are possible and hardly true."""
