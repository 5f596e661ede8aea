"""Support schemes, who runs them and who takes part. Pure."""
