"""Files to nodes, one reader per syntax. Each raises Unreadable for what is not of its syntax."""
