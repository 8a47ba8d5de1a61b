"""What is raised of a log."""


class LogError(Exception):
    """A log that cannot be read; the message names file and line or position."""


def unreadable(name: str, error: Exception) -> LogError:
    """The log `name`, which cannot be read because of `error`."""
    if isinstance(error, UnicodeDecodeError):
        return LogError(f"{name}: cannot be read: it is not UTF-8 text")
    return LogError(f"{name}: cannot be read: {error}")
