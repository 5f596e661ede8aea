"""What was measured: whose, before, after, by how much, and when. Pure."""
