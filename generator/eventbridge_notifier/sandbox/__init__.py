"""AWS on this machine: moto, CloudTrail, EventBridge delivery, and the Lambda runtime."""
