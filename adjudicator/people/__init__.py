"""The people who sign in: their passwords, what each role may do, and when a sign-in must wait."""
