"""What the command line offers: a folder for each section of the help, a file for each command.

A command reads, calls the stages and prints.
"""
