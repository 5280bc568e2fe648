"""Telling people what is wrong: the problem, the rules that have names, and the reports."""
