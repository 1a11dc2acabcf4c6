"""The page on which an administrator vouches for the accounts of an older form."""
