"""Breaks real installations on purpose, and counts what became of the promises they had made."""
