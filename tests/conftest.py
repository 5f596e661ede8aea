"""Settings of every test run."""

from hypothesis import settings

# A slow first call is no failure, and fifty examples keep the fast tests fast.
settings.register_profile("deungdae", deadline=None, max_examples=50)
settings.load_profile("deungdae")
