"""The launcher behind the Makefile. Standard library only: it runs before anything is installed."""
