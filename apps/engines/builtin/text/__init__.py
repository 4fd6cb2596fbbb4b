"""What every engine that learns from texts shares: base models, data, methods, training, report."""
