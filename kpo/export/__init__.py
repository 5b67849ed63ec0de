"""Files to take away: a result in, text or bytes out; never reads state."""
