"""IAM: identities, policies, authorization."""
