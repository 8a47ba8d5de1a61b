"""Leaving: what a plan that destroys would take along, what protects it, and draining before it."""
