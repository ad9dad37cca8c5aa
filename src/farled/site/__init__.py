"""Settings, addresses and the entry point: the only layer that knows all others."""
