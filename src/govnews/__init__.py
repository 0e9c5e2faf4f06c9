"""Typed metrics out of Chinese government news."""
