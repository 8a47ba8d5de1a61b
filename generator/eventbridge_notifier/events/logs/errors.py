"""What is raised of a log."""


class LogError(Exception):
    """A log that cannot be read; the message names file and line or position."""
