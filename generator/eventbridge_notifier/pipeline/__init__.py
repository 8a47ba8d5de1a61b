"""The stages in order: texts of a spec in, the files of a stack out. `generate.py` is the entry."""
