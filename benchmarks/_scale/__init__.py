"""A site with many rows beside the same site with few."""
