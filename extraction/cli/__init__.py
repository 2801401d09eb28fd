"""The `jixiao` command: each command parses, calls one public function and prints."""
