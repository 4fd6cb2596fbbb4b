"""What a market is offered: the strategy for it, the prices there, and discounts on them."""
