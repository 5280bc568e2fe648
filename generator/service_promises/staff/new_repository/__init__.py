"""`init`: a new repository, of a site for each code host or of a witness."""
