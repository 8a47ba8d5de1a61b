"""What `backtest` reads, and how it says what it found."""
