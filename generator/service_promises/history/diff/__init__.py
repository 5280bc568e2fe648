"""`diff`: what the public will see change between two versions of a site."""
