"""The workflow engine: what decides, what stores and what acts."""
