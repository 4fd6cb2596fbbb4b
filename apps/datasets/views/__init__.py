"""Pages of this room: parse, ask ``domain``, render."""
