"""Events: envelope, saved logs, made-up events, backtest."""
