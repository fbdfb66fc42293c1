"""The Danish that the definitions' reader says."""
