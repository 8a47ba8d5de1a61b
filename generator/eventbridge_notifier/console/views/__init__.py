"""What is shown of records: lists, counts, timelines, stories. Pure but for clocks."""
