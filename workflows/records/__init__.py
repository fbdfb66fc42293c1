"""What is kept: the tables and the only SQL."""
