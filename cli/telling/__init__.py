"""The demo: real cases from drafting to closing, told while they run."""
