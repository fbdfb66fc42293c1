"""The Danish that the deciding room says: refusals, advice and names, by what they are about."""
