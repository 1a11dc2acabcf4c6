"""The Receive desk."""
