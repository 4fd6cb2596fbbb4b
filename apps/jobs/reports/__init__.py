"""The report of a finished run: one ordered document, written as PDF, Word file and notebook."""
