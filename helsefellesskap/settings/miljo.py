"""Where settings come from."""

import environ

# `SECRET_KEY_FILE=/run/secrets/x` works for every setting, so that secrets need not stand in the environment itself.
env = environ.FileAwareEnv()
