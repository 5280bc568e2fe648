"""Every published file that is not a page, one module each, and the site they make up together."""
