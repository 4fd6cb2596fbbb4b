"""The built-in engine ``markets.adoption``: Bass diffusion."""
