"""A table of a project becomes rows of a room: what all such imports share.

A person chooses a table, says what its columns hold, looks at what would become of each row, and
has them taken batch by batch. A room brings its kinds of columns, its reading of a row, and what is
written.
"""
