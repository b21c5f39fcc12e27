"""The commands, one file each: what they take, and the steps they put together."""
