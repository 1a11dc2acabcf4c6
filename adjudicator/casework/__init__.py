"""What happens in a case: the kinds of log entry, the state they fold to, and one pure function per act."""
