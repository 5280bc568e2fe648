"""The files of a new repository, as `promises init` writes them; nothing here is run."""
