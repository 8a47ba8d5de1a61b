"""Commands that read or write specs and rules; one file per command."""
