"""What is wrong with a spec, a question a file: rules in, findings out. Pure."""
