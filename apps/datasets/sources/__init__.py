"""Data that is fetched instead of uploaded: connectors, sources, and what each fetch brings."""
