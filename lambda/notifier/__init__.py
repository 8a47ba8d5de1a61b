"""The notifier: records that were written come in, and people are told of those that matter."""
