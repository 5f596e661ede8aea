"""Services over the network: one of the few rooms with hands, for network and clock only."""
