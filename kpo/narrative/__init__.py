"""Results in words: plain text, no markup; what a figure is stays in its sentence."""
