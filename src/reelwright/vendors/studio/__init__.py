"""Our own studio engine as a vendor like any other: free, always there, safe to ask twice."""
