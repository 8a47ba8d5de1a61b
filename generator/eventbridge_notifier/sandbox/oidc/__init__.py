"""A local OIDC issuer: people who sign in to the hosted page, without a password."""
