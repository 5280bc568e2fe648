"""What somebody who has nothing but a site can find out about it."""
