"""Jobs under fault: every fault on every back end, with real processes."""
