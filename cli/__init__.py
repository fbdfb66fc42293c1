"""The `sagsgang` command, a file per subject."""
