"""Answers found with less work: many wildcards at once, the usual fields together, no parsing."""
