"""Many simulated readers at once, without browsers: their sessions, their steps, the servers."""
