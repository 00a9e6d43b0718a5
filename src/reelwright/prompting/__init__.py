"""Better prompts: refinement by a chat model, and storyboards that split one wish into beats."""
