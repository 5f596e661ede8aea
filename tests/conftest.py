"""Settings of every test run."""

from hypothesis import settings

# A slow first call is no failure. `make fast` looks at ten examples of each promise
# (`--hypothesis-profile=quick`), `make test` at fifty or as many as a test asks for.
settings.register_profile("deungdae", deadline=None, max_examples=50)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("deungdae")
