"""Telling a number from a text: a pretrained text model taught with a table of examples."""
