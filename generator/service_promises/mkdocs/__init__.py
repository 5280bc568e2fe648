"""All that knows MkDocs: the plugin, its options, running a build, and putting the site in its place."""
