"""What several pages show: figures, verdicts, charts, explanations, in words."""
