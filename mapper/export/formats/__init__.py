"""One module for each exported format: a writer of the laid-out network, which says what its format cannot hold."""
