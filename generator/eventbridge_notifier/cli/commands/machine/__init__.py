"""Commands about this machine; one file per command."""
