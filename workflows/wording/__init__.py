"""Says in Danish what stands in the way of the settings."""
