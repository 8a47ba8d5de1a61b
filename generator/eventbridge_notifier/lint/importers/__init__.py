"""Candidates to watches: what other tools' rules say, in a spec. Pure, but for `account`."""
