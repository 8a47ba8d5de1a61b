"""Other languages for conditions on CloudTrail's records: each to `conditions`, those to a pattern.
"""
