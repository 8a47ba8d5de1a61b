"""The page: a small web application on this machine, which reads and changes nothing."""
