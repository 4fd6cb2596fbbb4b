"""Themes of open texts in any languages: what people write about, how often, where and when."""
