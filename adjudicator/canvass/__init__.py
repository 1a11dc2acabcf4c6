"""Accounting for every envelope: received = counted in full + in part + not counted + held + undecided."""
