"""What ``init`` finds in a project and adds to it; nothing in here runs a conf.py."""
