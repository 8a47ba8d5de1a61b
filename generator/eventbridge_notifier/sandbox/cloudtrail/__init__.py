"""CloudTrail: calls become events if a trail logs them."""
