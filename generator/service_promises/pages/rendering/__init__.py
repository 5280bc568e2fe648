"""Templates to HTML: where they are, and the one environment that renders them."""
