"""Records: reading, filtering, counting, printing."""
