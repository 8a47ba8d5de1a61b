"""Dead letters and sending them to the recorder again."""
