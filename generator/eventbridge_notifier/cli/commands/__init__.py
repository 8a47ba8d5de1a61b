"""What the command line offers, a file for each command: reads, calls the stages, prints."""
