"""What can be asked of a case; each command is one act of an officer, a party or the clock."""
