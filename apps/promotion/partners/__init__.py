"""Channel partners: who sells or promotes for us where, until when, and what it brings."""
