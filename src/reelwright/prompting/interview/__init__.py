"""The guided interviewer: asks for a brief by rule, one thing at a time, and proposes videos from it. Pure."""
