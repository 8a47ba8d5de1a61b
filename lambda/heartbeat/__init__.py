"""The heartbeat's other end: looks which places' calls have come home, and counts those that have
not."""
