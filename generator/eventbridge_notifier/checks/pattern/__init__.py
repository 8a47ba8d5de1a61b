"""Checks of what a compiled pattern asks of events."""
