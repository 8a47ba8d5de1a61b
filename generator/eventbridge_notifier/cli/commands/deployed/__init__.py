"""Commands that read, or send again to, what is deployed; one file per command."""
