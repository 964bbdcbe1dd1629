"""Cards of other programs as questions of the bank: reading, drafting, keeping, taking back."""
