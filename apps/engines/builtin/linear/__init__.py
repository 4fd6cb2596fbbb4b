"""What linear models share: clean rows, factors, inference, diagnostics, words, prediction."""
