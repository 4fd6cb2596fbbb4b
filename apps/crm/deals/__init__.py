"""Deals and the stages they go through; activities with companies, people and deals."""
