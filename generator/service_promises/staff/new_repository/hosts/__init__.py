"""What a new repository gets for its code host, beside the scaffold that all share; nothing here is run."""
