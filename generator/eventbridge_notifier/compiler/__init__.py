"""From a watch to a rule: operations, event pattern, rule state. Pure.

`compile.py` is the entry.
"""
