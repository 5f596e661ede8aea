"""Settings of every test run."""

from hypothesis import settings

# Two cores are shared by whoever runs tests: a slow first call is no failure.
settings.register_profile("deungdae", deadline=None)
settings.load_profile("deungdae")
