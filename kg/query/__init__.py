"""Answers: what may be asked, what comes back, and in which form. Nothing of HTTP here."""
