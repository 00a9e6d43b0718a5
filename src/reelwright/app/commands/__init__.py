"""The commands of `reelwright`, one file each."""
