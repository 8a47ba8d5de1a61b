"""The command line: options, progress, error printing, tables; one file per command."""
