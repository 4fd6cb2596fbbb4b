"""Markets by attractiveness against entry difficulty."""
