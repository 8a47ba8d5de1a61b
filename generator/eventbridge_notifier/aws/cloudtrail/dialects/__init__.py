"""How CloudTrail writes parameters: plain, EC2, S3."""
