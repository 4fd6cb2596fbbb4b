"""Terms of a model: what a formula or clicks ask for, and the columns that it makes of rows."""
