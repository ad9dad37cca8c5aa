"""The farled command."""
