"""`python -m bench.reconcile`: memory and time of reconciling a day of many events."""
