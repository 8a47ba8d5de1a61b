"""Checks of the Terraform around a spec."""
