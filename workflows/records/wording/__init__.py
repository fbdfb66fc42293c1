"""The Danish of the storing room: why a database is not to be had."""
