"""Terraform as a subprocess, and the mirror of its provider."""
