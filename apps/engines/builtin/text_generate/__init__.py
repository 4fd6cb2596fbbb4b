"""Writing an answer to a text: a pretrained language model taught with a table of examples."""
