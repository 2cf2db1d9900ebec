"""What comes back: findings, gaps, credits and scores, to plain data and back."""
