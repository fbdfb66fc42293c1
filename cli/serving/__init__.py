"""An installation as children of one process."""
