"""What of the figures may be published: small counts are hidden and can't be worked out."""
