"""The notifier under faults, in one process: the stream, its state, the bus, and what fails."""
