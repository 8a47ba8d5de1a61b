"""How long `--help` of each command takes."""
