"""Differences between moto and AWS that the Terraform provider notices."""
