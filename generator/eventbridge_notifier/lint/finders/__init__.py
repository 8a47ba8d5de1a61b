"""Where event patterns and CloudTrail's names stand, one file per format."""
