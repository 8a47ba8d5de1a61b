"""The HTTP front: an ordered list of named handlers between the server and moto."""
