"""Exported files: functions that turn a result into text or bytes, and read no state."""
