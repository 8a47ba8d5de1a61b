"""What can be wrong: findings as values, and the registry of their codes."""
