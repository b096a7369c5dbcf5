"""Is the portal alive, and is it ready?"""
