"""The choice of one session: its state, its address and what the browser stores."""
