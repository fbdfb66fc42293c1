"""What people and deadlines do: one function per act, one transaction each."""
