"""The campaigns of a project as a calendar that a person's own program subscribes to."""
