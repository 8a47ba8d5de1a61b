"""Checks of one watch, before it is compiled."""
