"""Market sizes from assumptions, top-down and bottom-up, as distributions."""
