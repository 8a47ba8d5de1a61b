"""What every part of the sandbox uses: model, interfaces, schedule, journal, faults."""
