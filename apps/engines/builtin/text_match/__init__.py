"""Whether two texts match: a pretrained text model taught with a table of pairs."""
