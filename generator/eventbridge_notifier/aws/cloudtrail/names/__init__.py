"""What CloudTrail calls operations, and whose events they are."""
