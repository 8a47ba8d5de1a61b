"""CloudWatch Logs: log groups as targets."""
