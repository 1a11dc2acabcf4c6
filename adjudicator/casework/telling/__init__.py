"""What is said of an envelope and of consequences: to the voter, on screens, in files."""
