"""Measures the house against a floor of hand-written SQL; every figure is a ratio of one run."""
