"""KMS: keys, their policies, and the calls that other services make."""
