"""The format of a record, for recorder, compiler and console alike. Standard library only."""
