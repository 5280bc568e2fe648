"""How a guarded fact may change once it is published, and what an undeclared change is told as."""
