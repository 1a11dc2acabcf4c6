"""An envelope as desks show it in a panel beside their list."""
