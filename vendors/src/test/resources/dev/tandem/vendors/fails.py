raise SystemExit("no such thing")
