"""What the pages draw; views know no core."""
