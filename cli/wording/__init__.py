"""The Danish of the command line, by subject; a command's own help stands with the command."""
