"""Response of demand to price, promotions and advertising."""
