"""Records and alerts as events of the Open Cybersecurity Schema Framework (OCSF).

The shapes are those of version 1.1.0, which Security Lake takes; later 1.x only add to them.
Source: schema.ocsf.io, classes 0, 2004 and 6003 with the profile `cloud`.
"""
