"""What a trail logged, held against what is recorded."""
