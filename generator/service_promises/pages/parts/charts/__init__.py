"""Charts, bars and strips: figures and verdicts to be seen at a glance."""
