"""One project as a zip (``apps.core.backup`` tells its form), and such a zip as a project again."""
