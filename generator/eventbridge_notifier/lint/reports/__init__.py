"""Findings for people and for programs, one form per file. Pure."""
