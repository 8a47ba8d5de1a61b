"""Checks: what is wrong with a spec, its watches, their rules and the stack. Pure.

`registry.py` lists them in order. Each is a function that takes what its phase looks at and yields
findings.
"""
