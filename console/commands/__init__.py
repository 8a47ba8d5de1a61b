"""The commands that look at a deployment, a file for each: ask, print, say how it went."""
