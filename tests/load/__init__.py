"""What is too long for the suite: scripts run these."""
