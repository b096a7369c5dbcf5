"""The platform: settings, services, commands."""
