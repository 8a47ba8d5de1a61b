"""SNS: topics as targets, as destinations, and what alarms tell."""
