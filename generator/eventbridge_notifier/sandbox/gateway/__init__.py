"""The HTTP front: parse a request, call the handlers in order, answer."""
