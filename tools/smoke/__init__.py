"""`make smoke-aws`: the chain in a real account, and with `--deep` each part of it, broken."""
