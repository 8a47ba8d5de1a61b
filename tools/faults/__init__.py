"""`make faults`: thousands of events while everything goes wrong, and books that balance after.

A few stacks side by side, each applied by Terraform in a sandbox of its own. For each trial: events
are streamed while a fault lasts, what waits in the failure sinks is redriven, and every event is
looked for in the table.
"""
