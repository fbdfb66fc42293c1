"""The Danish for every code that pages, letters and the command line show, by what it is about."""
