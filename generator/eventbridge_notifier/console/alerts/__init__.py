"""Alerts: what is open, what was held back and why, and keeping quiet."""
