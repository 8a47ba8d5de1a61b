"""From a spec to a recorded event on this machine: alone, with the page, with a message."""
