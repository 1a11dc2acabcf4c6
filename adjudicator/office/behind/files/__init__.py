"""The files at this computer: the case, its roll, its scans, lists before they are received, and what a kill left."""
