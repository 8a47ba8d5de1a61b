"""Signed requests to AWS in the standard library, for functions that must start at once."""
