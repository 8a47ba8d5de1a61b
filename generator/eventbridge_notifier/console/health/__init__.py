"""Whether a deployment records: facts, findings."""
