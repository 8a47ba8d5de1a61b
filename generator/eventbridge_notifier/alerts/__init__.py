"""What people are told of records, and when. Pure, standard library only: the notifier, `backtest`
and the page decide by the same code.
"""
