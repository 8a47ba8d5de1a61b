"""The stages in order: specs in, the files of a stack out."""
