"""Plots; the library that draws them is imported when the first is drawn."""
