"""The domain: promises, terms, deliveries, verdicts, corrections and fixes.

Frozen values and pure functions. Nothing here reads a file or a clock, knows YAML or HTML, or imports
anything of ours from outside this package.
"""
