"""What leaves the office on paper: pages to sign, sheets to work with, and how they are typeset."""
