"""Sorting texts into classes: a pretrained text model taught with a labelled table."""
