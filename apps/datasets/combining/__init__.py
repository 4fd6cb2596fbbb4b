"""Tables of a project put side by side by market and period."""
