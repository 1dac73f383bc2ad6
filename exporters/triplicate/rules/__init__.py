"""What a rule is, what a finding is, and how findings are shown."""
