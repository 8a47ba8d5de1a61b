"""What `doctor` looks at: a row for each question, of this machine and of the account."""
