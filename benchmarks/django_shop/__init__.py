"""The answer page as a shop that uses Django would build it, to measure the product's against."""
