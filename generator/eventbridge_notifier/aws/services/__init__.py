"""Services: names, operations, permissions, regions, limits, prices."""
