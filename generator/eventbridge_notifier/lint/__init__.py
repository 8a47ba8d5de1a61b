"""Event patterns and CloudTrail's names in other people's files, held against the checks.

The stages, in order: `walk` lists files; `readers` turn a file into nodes with positions; `finders`
find candidates in the nodes, one file per format; `partial` makes a pattern of a candidate, in
which what cannot be known is left open; `verdict` runs the checks; `ignores` applies comments;
`reports` print. `importers` write candidates as watches.
"""
