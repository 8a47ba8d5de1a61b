"""DynamoDB: tables as resources with policies and keys."""
