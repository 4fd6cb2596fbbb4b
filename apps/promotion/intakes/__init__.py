"""A table of figures becomes days of campaigns: what each day cost and brought."""
