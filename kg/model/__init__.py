"""The values that travel from source to release. Pure: no disk, no clock, no network."""
